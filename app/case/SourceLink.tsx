'use client';
import { useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useGuardedCase } from './guardedCase';
import { SourceDialog } from './SourceDialog';

/** A reference into the chart that opens the very resource, at the version that was read (S14, P1). */
export function SourceLink({ reference }: { readonly reference: string }) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { dialogs, hidden } = useGuardedCase();
  return (
    <>
      <button
        ref={opener}
        type="button"
        className="min-h-6 text-left wrap-anywhere text-accent underline underline-offset-2"
        onClick={() => setOpen(true)}
      >
        {reference.replace('/_history/', ', version\u00a0')}
      </button>
      {/* Outside the sentence that the link stands in, which cannot hold it. Not while the sign-in has ended: a modal that is
          open makes all else inert, the way to go on as well. */}
      {open &&
        dialogs &&
        !hidden &&
        createPortal(<SourceDialog reference={reference} opener={opener} onClose={() => setOpen(false)} />, dialogs)}
    </>
  );
}
