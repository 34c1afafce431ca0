import type { Factor } from '@/lib/model/assessment';

const words = { higher: 'linked with a higher estimate', lower: 'linked with a lower estimate' } as const;
const shownFactors = 6;

/** A direction and its size in people out of 100; below one person it is said to be too small to count. */
function inWords(direction: Factor['direction'], change: number): string {
  const people = Math.round(Math.abs(change) * 100);
  return people === 0 || direction === 'neither'
    ? 'moves the estimate by less than 1 of 100'
    : `${words[direction]}, by ${people} of 100`;
}

/** What the estimate is linked with, CT texture as one group (S11). Never causes, never treatment targets. */
export function FactorList({ factors }: { readonly factors: readonly Factor[] }) {
  const texture = factors.filter(({ group }) => group === 'radiomics');
  const clinical = factors.filter(({ group }) => group === 'clinical');
  const rows = [...clinical, ...(texture.length > 0 ? [grouped(texture)] : [])]
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, shownFactors);
  const largest = Math.max(...rows.map(({ change }) => Math.abs(change)), 0.01);
  return (
    <section aria-label="What it is linked with" className="mt-4 rounded-md border border-line bg-raised p-4">
      <h2 className="font-semibold">What it is linked with</h2>
      <p className="text-soft">These are not causes or treatment targets.</p>
      <ul className="mt-2">
        {rows.map(({ name, label, direction, change }) => (
          <li key={name} className="border-t border-line py-2">
            <div className="flex flex-wrap justify-between gap-x-3">
              <span className="font-medium">{label}</span>
              <span>{inWords(direction, change)}</span>
            </div>
            <div aria-hidden="true" className="mt-1 h-2 bg-line/40">
              <div
                className={`h-2 ${direction === 'higher' ? 'bg-estimate' : 'border border-estimate'}`}
                style={{ width: `${(Math.abs(change) / largest) * 100}%` }}
              />
            </div>
          </li>
        ))}
      </ul>
      {texture.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer">CT texture, feature by feature</summary>
          <ul className="mt-1">
            {texture.map(({ name, label, direction, change }) => (
              <li key={name}>
                {label}: {inWords(direction, change)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function grouped(texture: readonly Factor[]): Factor {
  const change = texture.reduce((sum, factor) => sum + factor.change, 0);
  const share = texture.reduce((sum, factor) => sum + factor.share, 0);
  return {
    name: 'ct-texture',
    label: `CT texture (${texture.length} features)`,
    group: 'radiomics',
    direction: change > 0 ? 'higher' : change < 0 ? 'lower' : 'neither',
    change,
    share,
  };
}
