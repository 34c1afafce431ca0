import { formatAge, formatDate } from '@/lib/core/dates';
import type { Provenance } from '@/lib/fhir/chartData';
import { SourceLink } from '../SourceLink';

/** "weight and height, 5 Mar 2026 (3 days ago), from Observation/1 and Observation/2", each of which opens. */
export function Origin({ source }: { readonly source: Provenance }) {
  const { date, ageDays, display, reference, also = [], original, newerUnread } = source;
  const age = ageDays === undefined ? '' : ` (${formatAge(ageDays)})`;
  return (
    <span className="block text-soft">
      {[
        display,
        ...(date ? [`${formatDate(date)}${age}`] : []),
        ...(original ? [`recorded as ${original.value}${original.unit ? ` ${original.unit}` : ''}`] : []),
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
