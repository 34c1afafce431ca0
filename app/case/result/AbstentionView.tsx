import type { Abstention } from '@/lib/model/assessment';
import { Panel } from '@/lib/ui/Panel';
import { StateMark } from '@/lib/ui/StateMark';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { cautionsWithoutNumber } from './cautionKinds';
import { FindingList } from './FindingList';
import { ModelUsed } from './ModelUsed';
import { published } from './published';

/** No number, with each reason and what would fix it; only what is known of whole populations (P3, R21). */
export function AbstentionView({ abstention }: { readonly abstention: Abstention }) {
  const { reasons, model } = abstention;
  const cautions = cautionsWithoutNumber(abstention.cautions);
  return (
    <TwoColumns
      evidence={
        <section
          aria-label="No estimate"
          className="rounded-md border border-l-4 border-line border-l-stop bg-raised p-4"
        >
          <StateMark state="stop">{`No number: ${reasons.length === 1 ? 'one reason' : `${reasons.length} reasons`}`}</StateMark>
          <h2 className="mt-1 text-xl font-semibold">No estimate for this patient</h2>
          <p className="mt-1 max-w-[68ch]">
            The model was not made for this case. That says nothing about the patient's chances.
          </p>
          <FindingList findings={reasons} />
        </section>
      }
      meaning={
        <>
          <Panel title="What is known of all patients">
            <ul className="mt-2 list-disc space-y-1 pl-5">
              {published.map(({ label, basis }) => (
                <li key={label}>
                  {label} had residual back pain. <span className="text-soft">{basis}</span>
                </li>
              ))}
            </ul>
          </Panel>
          {cautions.length > 0 && (
            <Panel title="What else to look at">
              <FindingList findings={cautions} />
            </Panel>
          )}
          <ModelUsed model={model} />
        </>
      }
    />
  );
}
