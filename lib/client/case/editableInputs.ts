import 'client-only';
import type { ChartValue, SourcedValue } from '@/lib/fhir/chartData';
import type { EditableInput } from './caseState';

/** How an input is asked for and said. Ranges are what a person can have, not what the model has seen: its limits are its own. */
export type EditableField = {
  readonly label: string;
  readonly unit?: string;
  readonly say: (value: number | boolean) => string;
} & (
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly dated: boolean;
      /** UCUM code of the unit, which is written to the chart. */
      readonly ucum: string;
    }
  | { readonly kind: 'yes-no' }
);

const yesNo = (label: string): EditableField => ({ kind: 'yes-no', label, say: (value) => (value ? 'Yes' : 'No') });
const decimals = (count: number) => (value: number | boolean) => Number(value).toFixed(count);

export const editableInputs: Readonly<Record<EditableInput, EditableField>> = {
  tScore: {
    kind: 'number',
    label: 'Lowest T-score',
    min: -8,
    max: 4,
    step: 0.1,
    dated: true,
    ucum: '{T-score}',
    say: decimals(1),
  },
  bmi: {
    kind: 'number',
    label: 'Body mass index',
    unit: 'kg/m2',
    min: 10,
    max: 80,
    step: 0.1,
    dated: false,
    ucum: 'kg/m2',
    say: decimals(1),
  },
  painScore: {
    kind: 'number',
    label: 'Pain score, 0 to 10',
    min: 0,
    max: 10,
    step: 1,
    dated: false,
    ucum: '{score}',
    say: decimals(0),
  },
  fractureCount: {
    kind: 'number',
    label: 'Number of fractures',
    min: 1,
    max: 17,
    step: 1,
    dated: false,
    ucum: '{fractures}',
    say: decimals(0),
  },
  fasciaInjury: yesNo('Thoracolumbar fascia injury'),
  depression: yesNo('Depression'),
  pathologicFracture: yesNo('Fracture by tumour, infection or injury'),
};

/** The chart's value in force: the one on file, or of several the one that the clinician chose. */
export function sourceInForce<T>(value: ChartValue<T>, choice: string | undefined): SourcedValue<T> | undefined {
  if (value.state === 'present' || value.state === 'old') return value;
  return value.state === 'conflict' ? value.candidates.find(({ source }) => source.reference === choice) : undefined;
}
