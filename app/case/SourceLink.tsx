'use client';
import type { FhirResource } from 'fhir/r4';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { formatDate } from '@/lib/core/dates';
import type { Problem } from '@/lib/core/result';
import { Button } from '@/lib/ui/Button';
import { JsonBox } from '@/lib/ui/JsonBox';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { useCase } from './CaseFrame';

/** A reference into the chart that opens the very resource, at the version that was read (S14, P1). */
export function SourceLink({
  reference,
  children = reference.replace('/_history/', ', version\u00a0'),
}: {
  readonly reference: string;
  /** What a person calls it, where that says more than the reference. */
  readonly children?: string;
}) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={opener}
        type="button"
        className="min-h-6 text-left wrap-anywhere text-accent underline underline-offset-2"
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {/* Outside the sentence that the link stands in, which cannot hold it. */}
      {open &&
        createPortal(
          <SourceDialog reference={reference} opener={opener} onClose={() => setOpen(false)} />,
          document.body,
        )}
    </>
  );
}

interface SourceDialogProps {
  readonly reference: string;
  /** Gets the focus back. */
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

function SourceDialog({ reference, opener, onClose }: SourceDialogProps) {
  const { fhir } = useCase();
  const dialog = useRef<HTMLDialogElement>(null);
  const [resource, setResource] = useState<FhirResource>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const { current } = dialog;
    const back = opener.current;
    if (current && !current.open) current.showModal();
    fhir
      .exchange(reference)
      .then(({ status, body }) => (status === 200 && body ? setResource(body) : setProblem(notThere(status))));
    // Leaving the page closes it; closing it here would be told as a press of "Close".
    return () => back?.focus();
  }, [fhir, reference, opener]);
  return (
    <dialog
      ref={dialog}
      aria-label={reference}
      onClose={onClose}
      className="m-auto w-[min(720px,calc(100vw-32px))] rounded-md border border-line bg-raised p-4 text-ink shadow-xl backdrop:bg-black/50"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2 className="min-w-0 text-base font-semibold wrap-anywhere">{reference}</h2>
        <Button onPress={onClose}>Close</Button>
      </div>
      {problem && <Notice state="attention" problem={problem} />}
      {!resource && !problem && <Skeleton lines={6} label="Reading it from the chart" />}
      {resource && <Resource resource={resource} />}
    </dialog>
  );
}

/** As the chart holds it; nothing is left out or said in other words. */
function Resource({ resource }: { readonly resource: FhirResource }) {
  const { versionId, lastUpdated } = resource.meta ?? {};
  return (
    <>
      <p className="text-soft">
        {resource.resourceType}
        {versionId && `, version ${versionId}`}
        {lastUpdated && `, last changed ${formatDate(lastUpdated)}`}
      </p>
      <div className="mt-2">
        <JsonBox label="The resource as the chart holds it" rows={18} value={resource} />
      </div>
    </>
  );
}

const notThere = (status: number): Problem => ({
  code: 'source-not-read',
  message:
    status === 0
      ? 'The EHR did not answer.'
      : status === 401 || status === 403
        ? 'The EHR does not let this resource be read.'
        : `The EHR answered ${status}, so the resource is not shown.`,
  remedy: 'The value on the screen is what was read before. Close this and try again, or look it up in the chart.',
});
