'use client';
import type { FhirResource } from 'fhir/r4';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { formatDate } from '@/lib/core/dates';
import type { Problem } from '@/lib/core/result';
import { Button } from '@/lib/ui/Button';
import { JsonBox } from '@/lib/ui/JsonBox';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { useCase } from './CaseFrame';

interface SourceDialogProps {
  readonly reference: string;
  /** Gets the focus back. */
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** The very resource that a reference names, at the version that was read. */
export function SourceDialog({ reference, opener, onClose }: SourceDialogProps) {
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
