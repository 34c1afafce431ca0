import { formatAge, formatDate } from '@/lib/core/dates';
import type { Provenance } from '@/lib/fhir/chartData';
import { SourceLink } from '../SourceLink';

interface OriginProps {
  readonly source: Provenance;
  /** As it is shown; the chart's own value is not said twice where it is the same. */
  readonly value?: unknown;
}

/** "weight and height, 5 Mar 2026 (3 days ago), from Observation/1 and Observation/2", each of which opens. */
export function Origin({ source, value }: OriginProps) {
  const { date, ageDays, display, reference, also = [], original, newerUnread } = source;
  const age = ageDays === undefined ? '' : ` (${formatAge(ageDays)})`;
  return (
    <span className="block text-soft">
      {[
        display,
        ...(date ? [`${formatDate(date)}${age}`] : []),
        ...(original && String(original.value) !== String(value)
          ? [`recorded as ${original.value}${original.unit ? ` ${original.unit}` : ''}`]
          : []),
      ].join(', ')}
      , from{' '}
      {[reference, ...also].map((one, index) => (
        <span key={one}>
          {index > 0 && ' and '}
          <SourceLink reference={one} />
        </span>
      ))}
      {newerUnread && `, a newer record could not be read: ${newerUnread}`}
    </span>
  );
}
