import type { ModelCard } from '@/lib/model/card';
import { StateMark } from '@/lib/ui/StateMark';

const notAvailable = 'Not available';

/** The source attributes of 45 CFR 170.315(b)(11)(iv)(B) in their groups, numbered; one that does not exist says so. */
export function AttributeList({ attributes }: Pick<ModelCard, 'attributes'>) {
  const groups = [...new Set(attributes.map(({ group }) => group))];
  const missing = attributes.filter(({ value }) => value === notAvailable).length;
  return (
    <>
      <p className="mb-3 max-w-[68ch] text-soft">
        As 45 CFR 170.315(b)(11)(iv)(B) asks for. {missing} of {attributes.length} are not available.
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
                    {value === notAvailable ? <StateMark state="unknown">{value}</StateMark> : value}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  );
}
