import type { Estimate, Factor } from '@/lib/model/assessment';
import { Disclosure } from '@/lib/ui/Disclosure';
import { FactorRow } from '@/lib/ui/FactorRow';
import { Panel } from '@/lib/ui/Panel';

const words = { higher: 'linked with a higher estimate', lower: 'linked with a lower estimate' } as const;
const shownFactors = 6;

/** A direction and its size in people out of 100; below one person it is said to be too small to count. */
function inWords(direction: Factor['direction'], change: number): string {
  const people = Math.round(Math.abs(change) * 100);
  return people === 0 || direction === 'neither'
    ? 'moves the estimate by less than 1 of 100'
    : `${words[direction]}, by ${people} of 100`;
}

/** What the estimate is linked with, CT texture as the one group that the model took out at once (S11). Never causes, never treatment targets. */
export function FactorList({ factors, textureGroup }: Pick<Estimate, 'factors' | 'textureGroup'>) {
  const texture = factors.filter(({ group }) => group === 'radiomics');
  const rows = [...factors.filter(({ group }) => group === 'clinical'), ...(textureGroup ? [textureGroup] : [])]
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, shownFactors);
  const largest = Math.max(...rows.map(({ change }) => Math.abs(change)), 0.01);
  const rowsOf = (shown: readonly Factor[]) =>
    shown.map(({ name, label, direction, change }) => (
      <FactorRow
        key={name}
        label={label}
        direction={Math.round(Math.abs(change) * 100) === 0 ? 'neither' : direction}
        words={inWords(direction, change)}
        length={change / largest}
      />
    ));
  return (
    <Panel title="What it is linked with">
      <p className="text-soft">
        Compared with the usual value in the training patients. These are not causes or treatment targets.
      </p>
      <div aria-hidden="true" className="mt-3 hidden grid-cols-2 gap-x-4 text-xs text-soft min-[520px]:grid">
        <span className="col-start-2 flex justify-between">
          <span>lower</span>
          <span>higher</span>
        </span>
      </div>
      <ul className="mt-1">{rowsOf(rows)}</ul>
      {texture.length > 0 && (
        <Disclosure title="CT texture, feature by feature">
          <ul>{rowsOf(texture)}</ul>
        </Disclosure>
      )}
    </Panel>
  );
}
