'use client';
import { useState } from 'react';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import { type DraftOrderCase, writeDraftOrder } from '@/lib/client/sign/writeDraftOrder';
import type { Problem } from '@/lib/core/result';
import type { Action } from '@/lib/decide/actions';
import { suggestionText } from '@/lib/fhir/write/draftOrder';
import { StateMark } from '@/lib/ui/StateMark';
import { CopyForNote } from '../CopyForNote';

interface ActionRowProps {
  readonly action: Action;
  readonly level?: string;
  readonly draft: DraftOrderCase & { readonly fhir: FhirSession };
  readonly mayOrder: boolean;
}

type Outcome =
  | { readonly kind: 'working' }
  | { readonly kind: 'ordered'; readonly reference: string }
  | { readonly kind: 'failed'; readonly problem: Problem };

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
        <CopyForNote text={note} about={title} />
        <span role="status">
          {outcome?.kind === 'ordered' && (
            <StateMark state="ok">{`Draft in the chart: ${outcome.reference}`}</StateMark>
          )}
          {outcome?.kind === 'failed' && (
            <StateMark state="stop">{`${outcome.problem.message} ${outcome.problem.remedy}`}</StateMark>
          )}
        </span>
      </div>
    </li>
  );
}
