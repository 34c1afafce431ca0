import { formatDate } from '@/lib/core/dates';
import type { Provenance } from '@/lib/fhir/chartData';
import { ageInWords, saysMore } from './originWords';
import { Sources } from './Sources';

interface OriginProps {
  readonly id?: string;
  readonly source: Provenance;
  /** As it is shown; the chart's own value is not said twice where it is the same. */
  readonly value?: unknown;
  /** What stands beside it already, and is not said again. */
  readonly beside?: readonly string[];
}

/** "weight and height, 5 Mar 2026, 3 days ago. Source: Observation, version 1 and Observation, version 2" (S14). */
export function Origin({ id, source, value, beside = [] }: OriginProps) {
  const { date, ageDays, display, reference, also = [], original, newerUnread } = source;
  const said = [
    ...(saysMore(display, beside) ? [display] : []),
    ...(date ? [formatDate(date)] : []),
    ...(ageDays === undefined ? [] : [ageInWords(ageDays)]),
    ...(original && String(original.value) !== String(value)
      ? [`recorded as ${original.value}${original.unit ? ` ${original.unit}` : ''}`]
      : []),
    ...(newerUnread ? [`a newer record could not be read: ${newerUnread}`] : []),
  ].join(', ');
  return (
    <span id={id} className="block text-soft">
      {said && `${said}. `}
      <Sources references={[reference, ...also]} />
    </span>
  );
}
