'use client';
import { useState } from 'react';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import { type DraftOrderCase, writeDraftOrder } from '@/lib/client/sign/writeDraftOrder';
import type { Problem } from '@/lib/core/result';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { StateMark } from '@/lib/ui/StateMark';

interface AskForDxaProps {
  readonly fhir: FhirSession;
  readonly draft: DraftOrderCase;
  /** The draft that was written before. */
  readonly ordered: string | undefined;
  readonly onOrdered: (reference: string) => void;
  /** Why no draft order can be written here. */
  readonly problem: Problem | undefined;
}

/** "Ask for it": one press puts a draft order for DXA into the chart, where it waits for a signature (P1, C6). */
export function AskForDxa({ fhir, draft, ordered, onOrdered, problem }: AskForDxaProps) {
  const [working, setWorking] = useState(false);
  const [failed, setFailed] = useState<Problem>();
  const ask = async () => {
    setWorking(true);
    setFailed(undefined);
    const written = await writeDraftOrder(fhir, 'dxa', draft);
    setWorking(false);
    if (written.ok) onOrdered(written.value);
    else setFailed(written.problem);
  };
  if (ordered)
    return (
      <p role="status" className="mt-1">
        <StateMark state="ok">Draft order in the chart</StateMark> <span className="break-all">{ordered}</span>
      </p>
    );
  return (
    <div className="mt-2">
      <Button
        onPress={ask}
        disabled={problem !== undefined || working}
        describedBy={problem ? 'ask-for-dxa-reason' : undefined}
      >
        Ask for it: draft order for DXA
      </Button>
      {problem && (
        <p id="ask-for-dxa-reason" className="text-soft">
          {problem.message}
        </p>
      )}
      {failed && <Notice state="attention" problem={failed} />}
    </div>
  );
}
