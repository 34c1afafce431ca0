import type { DraftOrderCase } from '@/lib/client/sign/draftOrderTarget';
import type { Problem } from '@/lib/core/result';
import { DraftOrder } from '../DraftOrder';

interface AskForDxaProps {
  readonly draft: DraftOrderCase;
  /** Why no draft order can be written here. */
  readonly problem: Problem | undefined;
}

/** "Ask for it": one press puts a draft order for DXA into the chart, where it waits for a signature (P1, C6). */
export function AskForDxa({ draft, problem }: AskForDxaProps) {
  return (
    <div className="mt-2 grid justify-items-start gap-1">
      <DraftOrder
        order="dxa"
        label="Ask for it: draft order for DXA"
        draft={draft}
        refusedBy={problem && 'ask-for-dxa-reason'}
      />
      {problem && (
        <p id="ask-for-dxa-reason" className="text-soft">
          {problem.message}
        </p>
      )}
    </div>
  );
}
