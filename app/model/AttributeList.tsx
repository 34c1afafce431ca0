import type { ModelCard } from '@/lib/model/card';

/** The source attributes in their groups, numbered; one that does not exist says "Not available". */
export function AttributeList({ attributes }: Pick<ModelCard, 'attributes'>) {
  const groups = [...new Set(attributes.map(({ group }) => group))];
  return groups.map((group) => (
    <section key={group} className="mb-4">
      <h3 className="border-b border-line py-1 font-semibold">{group}</h3>
      <dl>
        {attributes
          .filter((attribute) => attribute.group === group)
          .map(({ number, name, value }) => (
            <div key={number} className="border-b border-line py-2 sm:grid sm:grid-cols-3 sm:gap-4">
              <dt className="text-soft">
                {number}. {name}
              </dt>
              <dd className="max-w-[68ch] wrap-anywhere sm:col-span-2">{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  ));
}
