import { formatDate } from '@/lib/core/dates';
import type { ChartData, ChartValue } from '../chartData';

/** A value that reads differently now, as a person sees both. */
export interface ChartDifference {
  readonly label: string;
  readonly before: string;
  readonly now: string;
}

/** What changed between two readings of the same chart, in values and not in versions; for the diff before a signature (P6). */
export function chartDifferences(before: ChartData, now: ChartData): readonly ChartDifference[] {
  const yesNo = (value: boolean) => (value ? 'Yes' : 'No');
  const number = (value: number) => String(value);
  const compared: readonly (readonly [label: string, before: string, now: string])[] = [
    ['Name', before.patient.name, now.patient.name],
    ['Born', formatDate(before.patient.birthDate ?? ''), formatDate(now.patient.birthDate ?? '')],
    ['Record number', before.patient.recordNumber ?? 'unknown', now.patient.recordNumber ?? 'unknown'],
    both('Fracture', before.fracture, now.fracture, ({ level }) => level),
    both('Number of fractures', before.fractureCount, now.fractureCount, number),
    both('Age', before.ageYears, now.ageYears, number),
    both('Sex', before.sex, now.sex, String),
    both('Body mass index', before.bmi, now.bmi, number),
    both('Lowest T-score', before.tScore, now.tScore, number),
    both('Intravertebral cleft', before.cleft, now.cleft, yesNo),
    both('Thoracolumbar fascia injury', before.fasciaInjury, now.fasciaInjury, yesNo),
    both('Depression', before.depression, now.depression, yesNo),
    both('Pain score', before.painScore, now.painScore, number),
    both('Fracture by tumour, infection or injury', before.pathologicFracture, now.pathologicFracture, yesNo),
    both('Levels augmented before', before.earlierAugmentation, now.earlierAugmentation, (levels) => levels.join(', ')),
    both('Order', before.order, now.order, ({ levels }) => levels.join(', ') || 'no level'),
  ];
  return compared.filter(([, was, is]) => was !== is).map(([label, was, is]) => ({ label, before: was, now: is }));
}

function both<T>(
  label: string,
  before: ChartValue<T>,
  now: ChartValue<T>,
  say: (value: T) => string,
): readonly [string, string, string] {
  return [label, words(before, say), words(now, say)];
}

function words<T>(value: ChartValue<T>, say: (value: T) => string): string {
  if (value.state === 'unknown') return 'unknown';
  if (value.state === 'conflict') return value.candidates.map((one) => say(one.value)).join(' or ');
  const dated = value.source.date ? ` (${formatDate(value.source.date)})` : '';
  return `${say(value.value)}${dated}`;
}
