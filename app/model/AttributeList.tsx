import type { ModelCard } from '@/lib/model/card';
import type { ModelManifest } from '@/lib/model/manifest';
import { StateMark } from '@/lib/ui/StateMark';

const notAvailable = 'Not available';

/** The source attributes of 45 CFR 170.315(b)(11)(iv)(B) in their groups, numbered; one that does not exist says so. */
export function AttributeList({ attributes, limits }: Pick<ModelCard, 'attributes'> & Pick<ModelManifest, 'limits'>) {
  const groups = [...new Set(attributes.map(({ group }) => group))];
  const missing = attributes.filter(({ value }) => value === notAvailable).length;
  const reasons = limits.filter(({ severity }) => severity === 'abstain').map(({ reason }) => reason);
  return (
    <>
      <p className="mb-3 max-w-[68ch] text-soft">
        As 45 CFR 170.315(b)(11)(iv)(B) asks for. {missing} of {attributes.length} are not available. A file that is
        named here, such as report/index.html, is in the model package, which whoever operates the app has.
      </p>
      {groups.map((group) => (
        <section key={group} className="mb-4">
          <h3 className="py-1 font-semibold">{group}</h3>
          <dl>
            {attributes
              .filter((attribute) => attribute.group === group)
              .map(({ number, name, value }) => (
                <div key={number} className="border-t border-line py-2 sm:grid sm:grid-cols-3 sm:gap-4">
                  <dt className="text-soft">
                    {number}. {name}
                  </dt>
                  <dd className="max-w-[68ch] wrap-anywhere sm:col-span-2">
                    <Value value={value} reasons={reasons} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  );
}

/** The card holds the reasons not to give an estimate as one text; here they are a list. */
function Value({ value, reasons }: { readonly value: string; readonly reasons: readonly string[] }) {
  if (value === notAvailable) return <StateMark state="unknown">{value}</StateMark>;
  if (reasons.length < 2 || value !== reasons.join(' ')) return value;
  return (
    <ul className="list-disc pl-5">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
