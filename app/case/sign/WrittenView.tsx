import type { SignedRecord } from '@/lib/client/case/caseState';
import { formatDateAndTime } from '@/lib/core/dates';
import { Disclosure } from '@/lib/ui/Disclosure';
import { type MarkState, StateMark } from '@/lib/ui/StateMark';
import { CopyForNote } from '../CopyForNote';
import { SourceLink } from '../SourceLink';
import { wordsFor } from './resourceWords';

/** The receipt of a signature: the number, by whom and when, what became of it, and where it is. */
export function WrittenView({ record }: { readonly record: SignedRecord }) {
  const { text, resources, number, identifier } = record;
  const { mark, words, edge } = standing(record);
  const withdrawn = record.status === 'entered-in-error';
  const state = <StateMark state={mark}>{words}</StateMark>;
  const said = number.join(' ');
  return (
    <section aria-label="Signed" className={`rounded-md border border-l-4 border-line bg-raised p-4 ${edge}`}>
      {withdrawn && <p className="mb-2">{state}</p>}
      <p className="max-w-[68ch] text-base font-semibold">{withdrawn ? <s>{said}</s> : said}</p>
      <p className="mt-1">
        Signed by {record.signedBy} on {formatDateAndTime(record.signedAt)}.
      </p>
      {!withdrawn && <p className="mt-2">{state}</p>}
      {text ? <ForNote text={text} /> : <Written resources={resources} estimate={record.riskAssessment} />}
      <Disclosure title="Details">
        <p className="break-all text-soft">Identifier {identifier}</p>
        {resources.length > 0 && <p className="break-all text-soft">{resources.join(', ')}</p>}
      </Disclosure>
    </section>
  );
}

interface Standing {
  readonly mark: MarkState;
  readonly words: string;
  readonly edge: string;
}

function standing({ status, text }: SignedRecord): Standing {
  if (status === 'entered-in-error')
    return { mark: 'stop', words: 'Entered in error: this estimate does not hold', edge: 'border-l-stop' };
  if (text) return { mark: 'attention', words: 'Signed, not in the chart yet', edge: 'border-l-attention' };
  if (status === 'amended')
    return { mark: 'ok', words: 'Signed, in the chart, and amended since', edge: 'border-l-ok' };
  return { mark: 'ok', words: 'Signed and in the chart', edge: 'border-l-ok' };
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
            <SourceLink reference={reference}>{wordsFor(reference, { estimate, among: resources })}</SourceLink>
          </li>
        ))}
      </ul>
    </>
  );
}
