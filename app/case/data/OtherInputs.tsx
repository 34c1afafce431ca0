import type { ReactNode } from 'react';
import type { EditableInput } from '@/lib/client/case/caseState';
import { editableInputs } from '@/lib/client/case/editableInputs';
import { unitInPrint } from '@/lib/core/inPrint';
import type { ChartData, ChartPart } from '@/lib/fhir/chartData';
import { Panel } from '@/lib/ui/Panel';
import { ChartRow } from './ChartRow';
import type { ModelNeeds } from './modelNeeds';
import { unreadBecause } from './unread';

interface OtherInputsProps {
  readonly chart: ChartData;
  readonly needs: ModelNeeds;
  readonly correction: (input: EditableInput) => ReactNode;
}

const editable = ['bmi', 'fractureCount', 'fasciaInjury', 'depression', 'painScore', 'pathologicFracture'] as const;

const partOf = {
  ageYears: 'age',
  sex: 'sex',
  bmi: 'body mass index',
  fractureCount: 'fracture',
  fasciaInjury: 'fascia injury',
  depression: 'depression',
  painScore: 'pain score',
  pathologicFracture: 'pathologic fracture',
  earlierAugmentation: 'earlier augmentation',
  osteoporosisDrug: 'osteoporosis drugs',
} as const satisfies Readonly<Record<string, ChartPart>>;
type Row = keyof typeof partOf;

/** What else the chart says, by what it is for; what is not on file is "unknown", never "no" (S8). */
export function OtherInputs({ chart, needs, correction }: OtherInputsProps) {
  const unread = (row: Row) => unreadBecause(chart, partOf[row]);
  const rows: Readonly<Record<string, ReactNode>> = {
    ageYears: (
      <ChartRow
        key="ageYears"
        label="Age"
        value={chart.ageYears}
        say={(years) => `${years} years`}
        unread={unread('ageYears')}
      />
    ),
    sex: (
      <ChartRow
        key="sex"
        label="Sex"
        value={chart.sex}
        say={(sex) => (sex === 'female' ? 'Female' : 'Male')}
        unread={unread('sex')}
      />
    ),
    ...Object.fromEntries(
      editable.map((input) => {
        const { label, say, unit } = editableInputs[input];
        const inUnit = (value: number | boolean) => (unit ? `${say(value)} ${unitInPrint(unit)}` : say(value));
        return [
          input,
          <ChartRow<number | boolean>
            key={input}
            label={label}
            value={chart[input]}
            say={inUnit}
            unread={unread(input)}
          >
            {correction(input)}
          </ChartRow>,
        ];
      }),
    ),
    earlierAugmentation: (
      <ChartRow
        key="earlierAugmentation"
        label="Levels augmented before"
        value={chart.earlierAugmentation}
        say={(levels) => levels.join(', ')}
        unread={unread('earlierAugmentation')}
      />
    ),
    osteoporosisDrug: (
      <ChartRow
        key="osteoporosisDrug"
        label="Osteoporosis drug"
        value={chart.osteoporosisDrug}
        say={(name) => name}
        unread={unread('osteoporosisDrug')}
      />
    ),
  };
  return (
    <Panel title="Other values">
      {groupsOf(Object.keys(rows), needs).map(({ title, names }) => (
        <div key={title} className="mt-3">
          <h3 className="font-medium">{title}</h3>
          <dl>{names.map((name) => rows[name])}</dl>
        </div>
      ))}
    </Panel>
  );
}

/** Rows by what the installed model does with them; a group without rows is left out. */
export function groupsOf(
  names: readonly string[],
  { fields, checked }: Pick<ModelNeeds, 'fields' | 'checked'>,
): readonly { readonly title: string; readonly names: readonly string[] }[] {
  const isUsed = (name: string) => (fields as readonly string[]).includes(name);
  const isChecked = (name: string) => !isUsed(name) && (checked as readonly string[]).includes(name);
  return [
    { title: 'Used by the model', names: names.filter(isUsed) },
    { title: 'Checked before an estimate', names: names.filter(isChecked) },
    { title: 'Not used for the estimate', names: names.filter((name) => !isUsed(name) && !isChecked(name)) },
  ].filter((group) => group.names.length > 0);
}
