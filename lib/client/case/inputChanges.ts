import 'client-only';
import type { ChartData, ChartValue } from '@/lib/fhir/chartData';
import type { CaseState, InputEdit } from './caseState';
import { cleftInForce } from './chosenFracture';
import { editableInputs } from './editableInputs';

/** An input that is not used as the chart says it: what the chart has, what is used instead, and why. */
export interface InputChange {
  readonly label: string;
  readonly inChart: string;
  readonly used: string;
  readonly why: string;
}

/**
 * The difference between the chart and what is signed: every correction, every choice between values that contradict each
 * other, and a reading of the cleft that the chart does not say (P6, S14).
 */
export function inputChanges(state: CaseState): readonly InputChange[] {
  const { chart, edits, choices } = state;
  if (!chart) return [];
  const edited = new Set<string>(edits.map(({ input }) => input));
  return [...edits.map((edit) => corrected(edit, chart)), ...chosen(chart, choices, edited), ...cleftRead(state)];
}

/** The reader's answer on this CT is what the model uses, whatever the chart said before. */
function cleftRead(state: CaseState): readonly InputChange[] {
  const read = state.imaging?.cleft;
  const charted = cleftInForce(state);
  if (!read || !charted) return [];
  const inChart = inWords(charted, (present) => (present ? 'Present' : 'Absent'));
  const used = cleftWords[read.reading];
  return used === inChart
    ? []
    : [{ label: 'Intravertebral cleft', inChart, used, why: `Read on this CT (${read.readerName})` }];
}

const cleftWords = { present: 'Present', absent: 'Absent', 'cannot-tell': 'unknown' } as const;

function corrected({ input, value, reason, by }: InputEdit, chart: ChartData): InputChange {
  const { label, unit, say } = editableInputs[input];
  const inUnit = (text: string) => (unit ? `${text} ${unit}` : text);
  const charted: ChartValue<number | boolean> = chart[input];
  return {
    label,
    inChart: inWords(charted, (one) => inUnit(say(one))),
    used: inUnit(say(value)),
    why: `${reason} (${by})`,
  };
}

function chosen(chart: ChartData, choices: CaseState['choices'], edited: ReadonlySet<string>): readonly InputChange[] {
  return [
    ...choice('Fracture', 'fracture', chart.fracture, ({ level }) => level),
    ...choice(editableInputs.tScore.label, 'tScore', chart.tScore, editableInputs.tScore.say),
  ];

  function choice<T>(label: string, input: string, value: ChartValue<T>, say: (one: T) => string): InputChange[] {
    if (value.state !== 'conflict' || edited.has(input)) return [];
    const held = value.candidates.find(({ source }) => source.reference === choices[input]);
    if (!held) return [];
    return [{ label, inChart: inWords(value, say), used: say(held.value), why: `Chosen: ${held.source.display}` }];
  }
}

function inWords<T>(value: ChartValue<T>, say: (one: T) => string): string {
  if (value.state === 'unknown') return 'unknown';
  if (value.state === 'conflict') return value.candidates.map((one) => say(one.value)).join(' or ');
  return say(value.value);
}
