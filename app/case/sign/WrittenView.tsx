import type { SignedRecord } from '@/lib/client/case/caseState';
import { formatDate } from '@/lib/core/dates';
import { StateMark } from '@/lib/ui/StateMark';
import { CopyForNote } from '../CopyForNote';
import { SourceLink } from '../SourceLink';

/** What was written, by whom and where it is now. */
export function WrittenView({ record }: { readonly record: SignedRecord }) {
  const { text, resources } = record;
  return (
    <section
      aria-label="Signed"
      className={`rounded-md border border-l-4 border-line bg-raised p-4 ${text ? 'border-l-attention' : 'border-l-ok'}`}
    >
      <StateMark state={text ? 'attention' : 'ok'}>
        {text ? 'Signed, not in the chart yet' : 'Signed and in the chart'}
      </StateMark>
      <p className="mt-1 text-base">
        By {record.signedBy} on {formatDate(record.signedAt)}.
      </p>
      {text ? <ForNote text={text} /> : <Written resources={resources} estimate={record.riskAssessment} />}
      <p className="mt-3 break-all text-soft">Identifier {record.identifier}</p>
    </section>
  );
}

function ForNote({ text }: { readonly text: string }) {
  return (
    <>
      <p className="mt-3 max-w-[68ch]">Nothing was written. Put the signed text into a note of the chart yourself.</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <CopyForNote text={text} about="the signed estimate" />
      </div>
    </>
  );
}

function Written({
  resources,
  estimate,
}: {
  readonly resources: readonly string[];
  readonly estimate: string | undefined;
}) {
  return (
    <>
      <h2 className="mt-4 font-semibold">What was written</h2>
      <ul className="mt-1">
        {resources.map((reference) => (
          <li key={reference} className={`border-t border-line py-1 ${reference === estimate ? 'font-semibold' : ''}`}>
            <SourceLink reference={reference} />
          </li>
        ))}
      </ul>
    </>
  );
}
