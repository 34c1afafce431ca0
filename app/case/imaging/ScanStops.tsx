import type { LimitFinding } from '@/lib/model/assessment';
import { StateMark } from '@/lib/ui/StateMark';
import { useCase } from '../CaseFrame';
import { WithoutEstimate } from './WithoutEstimate';

/** The model's limits that this scan reaches: why no estimate will come of it, and what to do about each. */
export function ScanStops({ findings }: { readonly findings: readonly LimitFinding[] }) {
  const { state } = useCase();
  if (findings.length === 0) return null;
  return (
    <section role="alert" className="my-3 rounded-md border border-line bg-raised p-3">
      <StateMark state="stop">Stopped</StateMark>
      <p className="mt-1">No estimate can be made from this scan.</p>
      <ul className="mt-1">
        {findings.map(({ id, reason, measured, limit, remedy }) => (
          <li key={id} className="mt-1">
            {reason} Found: {measured}; limit: {limit}. <span className="text-soft">{remedy}</span>
          </li>
        ))}
      </ul>
      {!state.imaging && (
        <div className="mt-3">
          <WithoutEstimate reasons={findings} />
        </div>
      )}
    </section>
  );
}
