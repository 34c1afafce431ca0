import type { DraftOrderCase } from '@/lib/client/sign/draftOrderTarget';
import { endsPerHundred, perHundred, rangeInWords } from '@/lib/core/perHundred';
import type { Problem } from '@/lib/core/result';
import type { Action } from '@/lib/decide/actions';
import { thresholdSide } from '@/lib/decide/thresholdSide';
import type { Estimate } from '@/lib/model/assessment';
import { hasPointEstimate } from '@/lib/model/pointEstimate';
import { Panel } from '@/lib/ui/Panel';
import { ActionRow } from './ActionRow';

interface ActionListProps {
  readonly actions: readonly Action[];
  /** Absent on an abstention; then no level is named either. */
  readonly estimate: Estimate | undefined;
  readonly draft: DraftOrderCase;
  /** Why draft orders cannot be written here. */
  readonly problem: Problem | undefined;
}

/** Each action with its own level and its evidence; none is hidden for a low or a high estimate (S21). */
export function ActionList({ actions, estimate, draft, problem }: ActionListProps) {
  return (
    <Panel title="What can be done">
      <p className="mt-1 max-w-[68ch] text-soft">
        {estimate
          ? 'Each action has a level of its own, proposed here and set by your clinical lead. None is a reason to operate, or not to.'
          : 'Proposed from the chart. None is a reason to operate, or not to.'}
      </p>
      {problem && (
        <p className="mt-1 max-w-[68ch]">
          {problem.message} {problem.remedy}
        </p>
      )}
      <ul className="mt-2 border-t border-line">
        {actions.map((action) => (
          <ActionRow
            key={action.id}
            action={action}
            {...(estimate && { level: levelOf(action, estimate) })}
            draft={draft}
            mayOrder={!problem}
          />
        ))}
      </ul>
    </Panel>
  );
}

/** Where the estimate stands against the action's own level, in words. */
function levelOf({ from }: Action, estimate: Estimate): string {
  if (from === 'everyone') return 'Applies at any estimate';
  const ends = endsPerHundred(estimate.interval, estimate.displayRange);
  if (!hasPointEstimate(estimate)) return `From ${from} of 100; the range is ${rangeInWords(...ends)}`;
  const shown = perHundred(estimate.probability, estimate.displayRange);
  return `From ${from} of 100; this estimate, ${shown.about}, is ${thresholdSide(shown, from)} it`;
}
