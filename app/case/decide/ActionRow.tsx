import type { DraftOrderCase } from '@/lib/client/sign/draftOrderTarget';
import type { Action } from '@/lib/decide/actions';
import { suggestionText } from '@/lib/fhir/write/draftOrder';
import { CopyForNote } from '../CopyForNote';
import { DraftOrder } from '../DraftOrder';

interface ActionRowProps {
  readonly action: Action;
  readonly level?: string;
  readonly draft: DraftOrderCase;
  readonly mayOrder: boolean;
}

/** One action: what, how well founded, and the draft order or the line for a note. */
export function ActionRow({ action, level, draft, mayOrder }: ActionRowProps) {
  const { title, grade, evidence, note, order } = action;
  return (
    <li className="border-b border-line py-3 last:border-b-0">
      <h3 className="font-semibold">{title}</h3>
      {level && <p className="mt-1">{level}.</p>}
      <p className="mt-1">Evidence: {grade.toLowerCase()}</p>
      <p className="max-w-[68ch] wrap-anywhere text-soft">{evidence}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {order && mayOrder && <DraftOrder order={order} label={suggestionText(order).label} draft={draft} />}
        <CopyForNote text={note} about={title} />
      </div>
    </li>
  );
}
