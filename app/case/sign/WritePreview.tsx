'use client';
import { formatDate } from '@/lib/core/dates';
import { previewOf } from '@/lib/fhir/write/narrative';
import type { PlaceInChart } from '@/lib/fhir/write/placeInChart';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import { transactionOf, type WriteTarget } from '@/lib/fhir/write/transaction';
import { Disclosure } from '@/lib/ui/Disclosure';
import { JsonBox } from '@/lib/ui/JsonBox';
import { Panel } from '@/lib/ui/Panel';

interface WritePreviewProps {
  readonly toSign: SignedCase;
  readonly target: WriteTarget | undefined;
  readonly place: PlaceInChart;
}

/** What will be written: in sentences, and as the very transaction that is sent (P6). */
export function WritePreview({ toSign, target, place }: WritePreviewProps) {
  const { identifier, replaces } = place;
  let number = 0;
  // Entries are named by UUIDs that are drawn when it is sent; here they are counted.
  const newUuid = () => `entry-${++number}`;
  const ids = { identifier, newUuid, ...(replaces && { replaces: replaces.reference }) };
  const standing = standingOf(place);
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
        {previewOf(toSign).map((sentence) => (
          <p key={sentence} className={sentence.startsWith('Of 100') ? 'text-base font-semibold' : ''}>
            {sentence}
          </p>
        ))}
        {standing && <p>{standing}</p>}
      </div>
      {target && (
        <Disclosure title="As FHIR (JSON)">
          <p className="text-soft">Its times are those of the moment when you sign.</p>
          <JsonBox label="FHIR transaction" rows={16} value={transactionOf(toSign, target, ids)} />
        </Disclosure>
      )}
    </Panel>
  );
}

/** What becomes of an estimate that the chart holds already. */
function standingOf({ already, replaces }: PlaceInChart): string | undefined {
  if (already?.status === 'entered-in-error')
    return `This very estimate is in the chart as entered in error: ${already.reference}.`;
  if (already)
    return `This very estimate is in the chart since ${formatDate(already.signedOn)}: ${already.reference}. It is not written twice.`;
  const becomes = replaces?.status === 'entered-in-error' ? 'entered in error' : 'replaced';
  return replaces && `It takes the place of ${replaces.reference}, which stays in the chart as ${becomes}.`;
}
