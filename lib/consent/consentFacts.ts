import { type Bounds, endsPerHundred, fractionsOf, type PerHundred, perHundred } from '@/lib/core/perHundred';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { Assessment } from '@/lib/model/assessment';
import { hasPointEstimate } from '@/lib/model/pointEstimate';

/** The numbers that a patient may see, rounded once by the product's one rounding (R20). */
export type PatientNumbers =
  | {
      readonly kind: 'estimate';
      /** Absent where the range is too wide for a single number (S9). */
      readonly point?: PerHundred;
      readonly low: PerHundred;
      readonly high: PerHundred;
      /** Not known of an estimate that was read from the chart. */
      readonly unknownInputs?: number;
    }
  | { readonly kind: 'abstention' };

export interface ConsentIdentity {
  readonly name: string;
  readonly birthDate?: string;
  readonly recordNumber?: string;
  readonly level: VertebraLevel;
}

/** All that the patient view, its print and its PDF may know: no chart data beyond whose case it is, nothing of the model's inside. */
export interface ConsentFacts {
  readonly identity: ConsentIdentity;
  readonly numbers: PatientNumbers;
  readonly demonstration: boolean;
  /** How many patients the program learned from, said of a model that is none of demonstration. */
  readonly trainingPatients?: number;
  readonly programVersion: string;
  readonly signer: { readonly name: string; readonly at: string };
  /** Identifier of the signed estimate; an abstention has none. */
  readonly identifier?: string;
}

/**
 * Of an estimate that was signed in an earlier launch, as the chart holds it: the same counts, since they were rounded when
 * written. A range of exactly 40 may have been wider before rounding, so it stands without a single number (S9).
 */
export function numbersFromChart(per100: number, range: Bounds, displayRange?: Bounds): PatientNumbers {
  const validated = displayRange && fractionsOf(displayRange);
  const [low, high] = endsPerHundred(fractionsOf(range), validated);
  return {
    kind: 'estimate',
    ...(range.high - range.low < 40 && { point: perHundred(per100 / 100, validated) }),
    low,
    high,
  };
}

export function patientNumbers(assessment: Assessment): PatientNumbers {
  if (assessment.kind === 'abstention') return { kind: 'abstention' };
  const { probability, displayRange, interval, inputs } = assessment;
  const [low, high] = endsPerHundred(interval, displayRange);
  return {
    kind: 'estimate',
    ...(hasPointEstimate(assessment) && { point: perHundred(probability, displayRange) }),
    low,
    high,
    unknownInputs: inputs.filter(({ value }) => value === 'unknown').length,
  };
}
