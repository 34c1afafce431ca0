import type { LimitFinding, ModelInputValue } from './assessment';
import type { CaseInputs } from './caseFacts';
import type { ModelInput, ModelManifest } from './manifest';

/** The inputs of a case in the graph's order. */
export interface CaseVector {
  /** In the inputs' own units; unknown ones are filled in, or NaN where the manifest forbids that; no reading: NaN. */
  readonly values: readonly number[];
  /** Indices of inputs that are unknown and were filled in. */
  readonly filled: readonly number[];
  /** Indices of inputs that are unknown and cannot be filled in. */
  readonly missing: readonly number[];
  readonly shown: readonly ModelInputValue[];
  /** Readings that are no readings: not finite, absurdly large, not 0 or 1 for a binary input. */
  readonly problems: readonly LimitFinding[];
}

/** Beyond this many times the reference's scale a value is damage, not a reading; float32 would lose it too. */
const largestMagnitude = 1e15;

export function caseVector(inputs: CaseInputs, manifest: ModelManifest): CaseVector {
  const values: number[] = [];
  const filled: number[] = [];
  const missing: number[] = [];
  const shown: ModelInputValue[] = [];
  const problems: LimitFinding[] = [];
  manifest.inputs.forEach((input, index) => {
    const reading = readingOf(input, inputs);
    shown.push({
      name: input.name,
      label: input.label,
      unit: input.unit,
      group: input.source.from === 'radiomics' ? 'radiomics' : 'clinical',
      value: reading.value,
      source: reading.source,
      edited: reading.edited,
    });
    if (reading.value === 'unknown') {
      const { whenUnknown } = input;
      (whenUnknown.rule === 'fill' ? filled : missing).push(index);
      values.push(whenUnknown.rule === 'fill' ? whenUnknown.value : Number.NaN);
      return;
    }
    const wrong = whatIsWrong(reading.value, input);
    if (wrong) problems.push(invalidInput(input, wrong));
    values.push(wrong ? Number.NaN : reading.value);
  });
  return { values, filled, missing, shown, problems };
}

/** The row that goes into the graph. */
export function graphRow(values: readonly number[], manifest: ModelManifest): number[] {
  return manifest.inputs.map(({ standardise }, i) =>
    standardise ? (values[i] - standardise.mean) / standardise.sd : values[i],
  );
}

function readingOf(input: ModelInput, inputs: CaseInputs): CaseInputs[string] {
  const of = (name: string) =>
    (Object.hasOwn(inputs, name) ? inputs[name] : undefined) ?? { value: 'unknown' as const };
  if (input.source.from !== 'missing-indicator') return of(input.name);
  return { value: of(input.source.of).value === 'unknown' ? 1 : 0 };
}

function whatIsWrong(value: unknown, { kind }: ModelInput): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'not a number';
  if (Math.abs(value) > largestMagnitude) return 'larger than any reading';
  if (kind === 'binary' && value !== 0 && value !== 1) return 'neither 0 nor 1';
  if (kind === 'count' && (value < 0 || !Number.isInteger(value))) return 'not a whole number';
  return undefined;
}

const invalidInput = ({ name, label }: ModelInput, measured: string): LimitFinding => ({
  id: `input-invalid-${name}`,
  severity: 'abstain',
  reason: `${label} is not a value that the model can take.`,
  measured,
  limit: 'a finite number of the right kind',
  remedy: `Check ${label} at its source and enter it again.`,
});
