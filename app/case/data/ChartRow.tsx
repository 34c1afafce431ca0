import type { ReactNode } from 'react';
import { formatAge, formatDate } from '@/lib/core/dates';
import type { ChartValue, Provenance } from '@/lib/fhir/chartData';

interface ChartRowProps<T> {
  readonly label: string;
  readonly value: ChartValue<T>;
  readonly say: (value: T) => string;
  readonly children?: ReactNode;
}

/** One value of the chart in a list: what it is, how old, and where it came from (S14). */
export function ChartRow<T>({ label, value, say, children }: ChartRowProps<T>) {
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
  return `, ${sayOrigin(value.source)}`;
}

/** "weight and height, 5 Mar 2026 (3 days ago), from Observation/1 and Observation/2". */
export function sayOrigin({ date, ageDays, display, reference, also = [], original, newerUnread }: Provenance): string {
  const age = ageDays === undefined ? '' : ` (${formatAge(ageDays)})`;
  return [
    display,
    ...(date ? [`${formatDate(date)}${age}`] : []),
    ...(original ? [`recorded as ${original.value}${original.unit ? ` ${original.unit}` : ''}`] : []),
    `from ${[reference, ...also].join(' and ')}`,
    ...(newerUnread ? [`a newer record could not be read: ${newerUnread}`] : []),
  ].join(', ');
}
