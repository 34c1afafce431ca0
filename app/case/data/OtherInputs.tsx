import type { ReactNode } from 'react';
import type { EditableInput } from '@/lib/client/case/caseState';
import { editableInputs } from '@/lib/client/case/editableInputs';
import { formatDate } from '@/lib/core/dates';
import type { ChartData, ChartValue } from '@/lib/fhir/chartData';

interface OtherInputsProps {
  readonly chart: ChartData;
  readonly correction: (input: EditableInput) => ReactNode;
}

const shown = ['bmi', 'painScore', 'fractureCount', 'fasciaInjury', 'depression', 'pathologicFracture'] as const;

/** What else the chart says for the estimate, each with its source; what is not on file is "unknown", never "no" (S8). */
export function OtherInputs({ chart, correction }: OtherInputsProps) {
  const sayAge = (years: number | boolean) => `${years} years`;
  const saySex = (sex: string) => (sex === 'female' ? 'Female' : 'Male');
  return (
    <section aria-label="Other values" className="mt-4">
      <h2 className="font-semibold">Other values for the estimate</h2>
      <dl className="mt-1 grid gap-x-4 sm:grid-cols-2">
        <Row label="Age" value={chart.ageYears} say={sayAge} />
        <Row label="Sex" value={chart.sex} say={saySex} />
        {shown.map((input) => {
          const { label, say, unit } = editableInputs[input];
          return (
            <Row
              key={input}
              label={label}
              value={chart[input]}
              say={(value: number | boolean) => (unit ? `${say(value)} ${unit}` : say(value))}
            >
              {correction(input)}
            </Row>
          );
        })}
      </dl>
    </section>
  );
}

interface RowProps<T> {
  readonly label: string;
  readonly value: ChartValue<T>;
  readonly say: (value: T) => string;
  readonly children?: ReactNode;
}

function Row<T>({ label, value, say, children }: RowProps<T>) {
  return (
    <div className="border-b border-line py-2">
      <dt className="text-soft">{label}</dt>
      <dd>
        <span className="font-medium">{wordOf(value, say)}</span>
        <span className="text-soft">{originOf(value)}</span>
        {children}
      </dd>
    </div>
  );
}

function wordOf<T>(value: ChartValue<T>, say: (value: T) => string): string {
  if (value.state === 'present' || value.state === 'old') return say(value.value);
  return value.state === 'conflict' ? value.candidates.map((one) => say(one.value)).join(' or ') : 'Unknown';
}

function originOf<T>(value: ChartValue<T>): string {
  if (value.state === 'unknown') return `, ${value.reason}`;
  if (value.state === 'conflict') return ', the chart contradicts itself: correct it to use one';
  const { date, display, reference } = value.source;
  return `, ${display}${date ? `, ${formatDate(date)}` : ''}, from ${reference}`;
}
