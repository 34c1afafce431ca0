'use client';
import { useState } from 'react';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import { type DraftOrderCase, writeDraftOrder } from '@/lib/client/sign/writeDraftOrder';
import type { Problem } from '@/lib/core/result';
import type { Action } from '@/lib/decide/actions';
import { suggestionText } from '@/lib/fhir/write/draftOrder';
import { Button } from '@/lib/ui/Button';
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
      <div className="grid items-baseline gap-x-4 gap-y-1 min-[480px]:grid-cols-[minmax(0,1fr)_auto]">
        <h3 className="font-semibold">{title}</h3>
        <span className="justify-self-start rounded-md border border-line px-2 text-soft">{grade}</span>
      </div>
      {level && <p className="mt-1">{level}.</p>}
      <p className="mt-1 max-w-[68ch] text-soft">{evidence}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {order && mayOrder && (
          <Button disabled={outcome?.kind === 'working' || outcome?.kind === 'ordered'} onPress={write}>
            {suggestionText(order).label}
          </Button>
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
