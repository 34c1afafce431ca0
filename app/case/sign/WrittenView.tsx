import type { SignedRecord } from '@/lib/client/case/caseState';
import { formatDate } from '@/lib/core/dates';
import { StateMark } from '@/lib/ui/StateMark';
import { StepLink } from '../StepNavigation';

/** What was written, by whom and where it is now. */
export function WrittenView({ record }: { readonly record: SignedRecord }) {
  return (
    <section aria-label="Signed" className="mt-4 rounded-md border border-line bg-raised p-4">
      <StateMark state="ok">Signed and in the chart</StateMark>
      <p className="mt-1">
        By {record.signedBy} on {formatDate(record.signedAt)}.
      </p>
      <h2 className="mt-3 font-semibold">Resources</h2>
      <ul className="mt-1 list-disc pl-5">
        {record.resources.map((reference) => (
          <li key={reference} className={reference === record.riskAssessment ? 'font-medium' : ''}>
            {reference}
          </li>
        ))}
      </ul>
      <p className="mt-2 break-all text-soft">Identifier {record.identifier}</p>
      {record.status !== 'entered-in-error' && (
        <p className="mt-3">
          <StepLink href="/case/consent">Open the patient view</StepLink>
        </p>
      )}
    </section>
  );
}
