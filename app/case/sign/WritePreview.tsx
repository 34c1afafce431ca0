'use client';
import { useEffect, useState } from 'react';
import { sentencesOf } from '@/lib/fhir/write/narrative';
import { estimateIdentifier, type SignedCase } from '@/lib/fhir/write/signedCase';
import { transactionOf, type WriteTarget } from '@/lib/fhir/write/transaction';
import { Disclosure } from '@/lib/ui/Disclosure';
import { JsonBox } from '@/lib/ui/JsonBox';
import { Panel } from '@/lib/ui/Panel';

interface WritePreviewProps {
  readonly signed: SignedCase;
  readonly target: WriteTarget | undefined;
  /** The estimate that this one replaces. */
  readonly replaces: string | undefined;
}

/** What will be written: in sentences, and as the very transaction that is sent (P6). */
export function WritePreview({ signed, target, replaces }: WritePreviewProps) {
  const [identifier, setIdentifier] = useState<string>();
  useEffect(() => {
    estimateIdentifier(signed).then(setIdentifier);
  }, [signed]);
  let number = 0;
  // Entries are named by UUIDs that are drawn when it is sent; here they are counted.
  const newUuid = () => `entry-${++number}`;
  const bundle =
    target && identifier && transactionOf(signed, target, { identifier, newUuid, ...(replaces && { replaces }) });
  return (
    <Panel
      label="What will be written"
      title={
        target === undefined
          ? 'Will be signed, and not written'
          : target === 'observation-and-document'
            ? 'Will be written as an observation with a document'
            : 'Will be written as a risk assessment'
      }
    >
      <div className="mt-2 max-w-[68ch] space-y-2">
        {sentencesOf(signed).map((sentence) => (
          <p key={sentence} className={sentence.startsWith('Of 100') ? 'text-base font-semibold' : ''}>
            {sentence}
          </p>
        ))}
        {replaces && <p>It takes the place of {replaces}, which stays in the chart as replaced.</p>}
      </div>
      {bundle && (
        <Disclosure title="As FHIR (JSON)">
          <JsonBox label="FHIR transaction" rows={16} value={bundle} />
        </Disclosure>
      )}
    </Panel>
  );
}
