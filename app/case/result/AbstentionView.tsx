import type { Abstention } from '@/lib/model/assessment';
import { FindingList } from './FindingList';

/** No number, with each reason and what would fix it; only what is known of whole populations (P3, R21). */
export function AbstentionView({ abstention }: { readonly abstention: Abstention }) {
  return (
    <>
      <section aria-label="No estimate" className="mt-4 rounded-md border border-line bg-raised p-4">
        <h2 className="text-[20px] leading-7 font-semibold">No estimate for this patient</h2>
        <p className="mt-1">The model was not made for this case. That says nothing about the patient's chances.</p>
        <FindingList findings={abstention.reasons} />
      </section>
      <section aria-label="What is known of all patients" className="mt-4 rounded-md border border-line bg-raised p-4">
        <h2 className="font-semibold">What is known of all patients</h2>
        <ul className="mt-1 list-disc pl-5">
          <li>In the source study, one hospital, about 12 of 100 had residual back pain.</li>
          <li>In pooled published series, 19 to 24 of 100 did.</li>
        </ul>
      </section>
      {abstention.cautions.length > 0 && <FindingList findings={abstention.cautions} />}
    </>
  );
}
