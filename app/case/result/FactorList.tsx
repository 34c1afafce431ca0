import type { Estimate, Factor } from '@/lib/model/assessment';
import { Disclosure } from '@/lib/ui/Disclosure';
import { FactorRow } from '@/lib/ui/FactorRow';
import { Panel } from '@/lib/ui/Panel';
import { factorRows, people } from './factorRows';

const words = { higher: 'linked with a higher estimate', lower: 'linked with a lower estimate' } as const;

/** A direction and its size in people out of 100; below one person it is said to be too small to count. */
function inWords({ direction, change }: Factor): string {
  return people(change) === 0 || direction === 'neither'
    ? 'moves the estimate by less than 1 of 100'
    : `${words[direction]}, by ${people(change)} of 100`;
}

/** What the estimate is linked with, CT texture as the one group that the model took out at once (S11). Never causes, never treatment targets. */
export function FactorList({ factors, textureGroup }: Pick<Estimate, 'factors' | 'textureGroup'>) {
  const { rows, others, texture, scalePer100 } = factorRows(factors, textureGroup);
  const rowsOf = (shown: readonly Factor[]) =>
    shown.map((factor) => (
      <FactorRow
        key={factor.name}
        label={factor.label}
        direction={people(factor.change) === 0 ? 'neither' : factor.direction}
        words={inWords(factor)}
        length={(factor.change * 100) / scalePer100}
      />
    ));
  return (
    <Panel title="What it is linked with">
      <p className="text-soft">
        Compared with the usual value in the training patients. These are not causes or treatment targets.
      </p>
      <div aria-hidden="true" className="mt-3 grid gap-x-4 text-xs text-soft min-[520px]:grid-cols-2">
        <span className="flex justify-between min-[520px]:col-start-2">
          <span>{scalePer100} of 100 lower</span>
          <span>{scalePer100} of 100 higher</span>
        </span>
      </div>
      <ul className="mt-1">{rowsOf(rows)}</ul>
      {others.length > 0 && (
        <Disclosure title={othersInWords(others)}>
          <ul>{rowsOf(others)}</ul>
        </Disclosure>
      )}
      {texture.length > 0 && (
        <Disclosure title="CT texture, feature by feature">
          <ul>{rowsOf(texture)}</ul>
        </Disclosure>
      )}
    </Panel>
  );
}

function othersInWords(others: readonly Factor[]): string {
  const largest = Math.max(...others.map(({ change }) => people(change)));
  const size = largest === 0 ? 'less than 1' : `at most ${largest}`;
  return others.length === 1 ? `1 other: ${size} of 100` : `${others.length} others: ${size} of 100 each`;
}
