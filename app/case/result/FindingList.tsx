import type { LimitFinding } from '@/lib/model/assessment';
import { StateMark } from '@/lib/ui/StateMark';

/** Limits that were reached: what was measured, the limit, and what would fix it. */
export function FindingList({ findings }: { readonly findings: readonly LimitFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="mt-2">
      {findings.map(({ id, severity, reason, measured, limit, remedy }) => (
        <li key={id} className="border-t border-line py-2">
          <StateMark state={severity === 'abstain' ? 'stop' : 'attention'}>
            {severity === 'abstain' ? 'Outside the limits' : 'Caution'}
          </StateMark>
          <p className="font-medium">{reason}</p>
          <p className="text-soft">
            Found: {measured}. Limit: {limit}.
          </p>
          <p>What to do: {remedy}</p>
        </li>
      ))}
    </ul>
  );
}
