'use client';
import { useState } from 'react';
import { loadPart } from '@/lib/client/loadPart';
import { type DraftOrderCase, draftOrderPlace } from '@/lib/client/sign/draftOrderTarget';
import type { Problem } from '@/lib/core/result';
import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';
import { Button } from '@/lib/ui/Button';
import { StateMark } from '@/lib/ui/StateMark';
import { useCase } from './CaseFrame';

interface DraftOrderProps {
  readonly order: SuggestedOrder;
  readonly label: string;
  readonly draft: DraftOrderCase;
  /** Id of the sentence that says why no draft order can be written here. */
  readonly refusedBy?: string | undefined;
}

/**
 * One press hands one draft order to the EHR (C6). What became of it is kept with the case, and no step asks for it again: a
 * scratchpad takes the same draft twice.
 */
export function DraftOrder({ order, label, draft, refusedBy }: DraftOrderProps) {
  const { fhir, store, state } = useCase();
  const [working, setWorking] = useState(false);
  const [failed, setFailed] = useState<Problem>();
  const ordered = state.draftOrders?.[order];
  const write = async () => {
    setWorking(true);
    setFailed(undefined);
    // Loaded when it is asked for: most charts are read without a draft order.
    const code = await loadPart(import('@/lib/client/sign/writeDraftOrder'), 'writes draft orders');
    const written = code.ok ? await code.value.writeDraftOrder(fhir, order, draft) : code;
    setWorking(false);
    if (written.ok) store.update({ draftOrders: { ...store.get().draftOrders, [order]: written.value } });
    else setFailed(written.problem);
  };
  return (
    <>
      <Button
        disabled={refusedBy !== undefined || working || ordered !== undefined}
        describedBy={refusedBy}
        onPress={write}
      >
        {label}
      </Button>
      <span role="status" className="wrap-anywhere">
        {ordered && <StateMark state="ok">{`${draftOrderPlace(fhir)}: ${ordered}`}</StateMark>}
        {failed && <StateMark state="stop">{`${failed.message} ${failed.remedy}`}</StateMark>}
      </span>
    </>
  );
}
