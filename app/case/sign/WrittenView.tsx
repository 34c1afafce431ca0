import type { SignedRecord } from '@/lib/client/case/caseState';
import { formatDate } from '@/lib/core/dates';
import { StateMark } from '@/lib/ui/StateMark';
import { SourceLink } from '../SourceLink';

/** What was written, by whom and where it is now. */
export function WrittenView({ record }: { readonly record: SignedRecord }) {
  return (
    <section aria-label="Signed" className="rounded-md border border-l-4 border-line border-l-ok bg-raised p-4">
      <StateMark state="ok">Signed and in the chart</StateMark>
      <p className="mt-1 text-base">
        By {record.signedBy} on {formatDate(record.signedAt)}.
      </p>
      <h2 className="mt-4 font-semibold">What was written</h2>
      <ul className="mt-1">
        {record.resources.map((reference) => (
          <li
            key={reference}
            className={`border-t border-line py-1 ${reference === record.riskAssessment ? 'font-semibold' : ''}`}
          >
            <SourceLink reference={reference} />
          </li>
        ))}
      </ul>
      <p className="mt-3 break-all text-soft">Identifier {record.identifier}</p>
    </section>
  );
}
