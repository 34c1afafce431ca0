'use client';
import { useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { loadPart } from '@/lib/client/loadPart';
import type { Problem } from '@/lib/core/result';
import { useGuardedCase } from './guardedCase';
import type { SourceDialog } from './SourceDialog';

/** A reference into the chart that opens the very resource, at the version that was read (S14, P1). */
export function SourceLink({
  reference,
  children = reference.replace('/_history/', ', version\u00a0'),
}: {
  readonly reference: string;
  /** What a person calls it, where that says more than the reference. */
  readonly children?: string;
}) {
  const [Dialog, setDialog] = useState<typeof SourceDialog>();
  const [failed, setFailed] = useState<Problem>();
  const opener = useRef<HTMLButtonElement>(null);
  const { dialogs, hidden } = useGuardedCase();
  // Its code comes when it is asked for: few look, and the chart is to show soon.
  const show = async () => {
    const code = await loadPart(import('./SourceDialog'), 'shows a record of the chart');
    setFailed(code.ok ? undefined : code.problem);
    if (code.ok) setDialog(() => code.value.SourceDialog);
  };
  return (
    <>
      <button
        ref={opener}
        type="button"
        className="min-h-6 text-left wrap-anywhere text-accent underline underline-offset-2"
        onClick={show}
      >
        {children}
      </button>
      {failed && (
        <span role="alert" className="block text-attention">
          {`${failed.message} ${failed.remedy}`}
        </span>
      )}
      {/* Outside the sentence that the link stands in, which cannot hold it. Not while the sign-in has ended: a modal that is
          open makes all else inert, the way to go on as well. */}
      {Dialog &&
        dialogs &&
        !hidden &&
        createPortal(<Dialog reference={reference} opener={opener} onClose={() => setDialog(undefined)} />, dialogs)}
    </>
  );
}
