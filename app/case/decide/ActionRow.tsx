'use client';
import { useState } from 'react';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import { type DraftOrderCase, writeDraftOrder } from '@/lib/client/sign/writeDraftOrder';
import type { Problem } from '@/lib/core/result';
import type { Action } from '@/lib/decide/actions';
import { suggestionText } from '@/lib/fhir/write/draftOrder';
import { StateMark } from '@/lib/ui/StateMark';

interface ActionRowProps {
  readonly action: Action;
  readonly level?: string;
  readonly draft: DraftOrderCase & { readonly fhir: FhirSession };
  readonly mayOrder: boolean;
}

type Outcome =
  | { readonly kind: 'working' }
  | { readonly kind: 'ordered'; readonly reference: string }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'copied' }
  | { readonly kind: 'to-copy' };

const button = 'min-h-9 rounded-md border border-line bg-surface px-3 disabled:text-soft';

/** One action: what, how well founded, and the draft order or the line for a note. */
export function ActionRow({ action, level, draft, mayOrder }: ActionRowProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  const { title, grade, evidence, note, order } = action;
  const write = async () => {
    if (!order) return;
    setOutcome({ kind: 'working' });
    const written = await writeDraftOrder(draft.fhir, order, draft);
    setOutcome(
      written.ok ? { kind: 'ordered', reference: written.value } : { kind: 'failed', problem: written.problem },
    );
  };
  // An EHR's frame may refuse the clipboard; then the line is shown to be copied by hand.
  const copy = () =>
    navigator.clipboard.writeText(note).then(
      () => setOutcome({ kind: 'copied' }),
      () => setOutcome({ kind: 'to-copy' }),
    );
  return (
    <li className="border-b border-line py-3 last:border-b-0">
      <div className="flex flex-wrap justify-between gap-x-4">
        <h3 className="font-medium">{title}</h3>
        <span className="text-soft">{grade}</span>
      </div>
      {level && <p>{level}.</p>}
      <p className="max-w-[68ch] text-soft">{evidence}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {order && mayOrder && (
          <button
            type="button"
            className={button}
            disabled={outcome?.kind === 'working' || outcome?.kind === 'ordered'}
            onClick={write}
          >
            {suggestionText(order).label}
          </button>
        )}
        <button type="button" className={button} onClick={copy} aria-label={`Copy for a note: ${title}`}>
          Copy for a note
        </button>
        <span role="status">
          {outcome?.kind === 'ordered' && (
            <StateMark state="ok">{`Draft in the chart: ${outcome.reference}`}</StateMark>
          )}
          {outcome?.kind === 'copied' && <StateMark state="ok">Copied</StateMark>}
          {outcome?.kind === 'failed' && (
            <StateMark state="stop">{`${outcome.problem.message} ${outcome.problem.remedy}`}</StateMark>
          )}
        </span>
      </div>
      {outcome?.kind === 'to-copy' && (
        <label className="mt-2 block">
          Line for a note
          <input
            readOnly
            value={note}
            onFocus={({ target }) => target.select()}
            className="mt-1 block min-h-9 w-full rounded-md border border-soft bg-surface px-2"
          />
        </label>
      )}
    </li>
  );
}
