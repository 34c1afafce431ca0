import { withMinus } from '@/lib/core/inPrint';
import type { LimitFinding } from '@/lib/model/assessment';
import { StateMark } from '@/lib/ui/StateMark';
import { isStanding } from './cautionKinds';

/** Limits that were reached: what was measured, the limit, and what would fix it; of what holds for every patient only why and what to do. */
export function FindingList({ findings }: { readonly findings: readonly LimitFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="mt-3">
      {findings.map((finding) => (
        <li key={finding.id} className="border-t border-line py-3">
          <StateMark state={finding.severity === 'abstain' ? 'stop' : 'attention'}>
            {finding.severity === 'abstain' ? 'Outside the limits' : 'Caution'}
          </StateMark>
          <p className="mt-1 max-w-[68ch] font-medium">{finding.reason}</p>
          {isStanding(finding) ? <p className="mt-1 max-w-[68ch]">{finding.remedy}</p> : <Measured {...finding} />}
        </li>
      ))}
    </ul>
  );
}

function Measured({ measured, limit, remedy }: LimitFinding) {
  return (
    <dl className="mt-1 grid max-w-[68ch] grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <dt className="text-soft">Found</dt>
      <dd>{withMinus(measured)}</dd>
      <dt className="text-soft">Limit</dt>
      <dd>{withMinus(limit)}</dd>
      <dt className="text-soft">What to do</dt>
      <dd>{remedy}</dd>
    </dl>
  );
}
