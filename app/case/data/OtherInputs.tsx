import type { ReactNode } from 'react';
import type { EditableInput } from '@/lib/client/case/caseState';
import { editableInputs } from '@/lib/client/case/editableInputs';
import { unitInPrint } from '@/lib/core/inPrint';
import type { ChartData } from '@/lib/fhir/chartData';
import { Panel } from '@/lib/ui/Panel';
import { ChartRow } from './ChartRow';

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
    <Panel title="Other values for the estimate" label="Other values">
      <dl className="mt-1">
        <ChartRow label="Age" value={chart.ageYears} say={sayAge} />
        <ChartRow label="Sex" value={chart.sex} say={saySex} />
        {shown.map((input) => {
          const { label, say, unit } = editableInputs[input];
          return (
            <ChartRow
              key={input}
              label={label}
              value={chart[input]}
              say={(value: number | boolean) => (unit ? `${say(value)} ${unitInPrint(unit)}` : say(value))}
            >
              {correction(input)}
            </ChartRow>
          );
        })}
        <ChartRow
          label="Levels augmented before"
          value={chart.earlierAugmentation}
          say={(levels) => levels.join(', ')}
        />
        <ChartRow label="Osteoporosis drug" value={chart.osteoporosisDrug} say={(name) => name} />
      </dl>
    </Panel>
  );
}
