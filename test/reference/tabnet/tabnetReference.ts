import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { tensor } from '@/lib/study/learners/autodiff/tape';
import type { TabNetShape } from '@/lib/study/learners/tabnet/hyperparameters';
import { referencePath } from '../../support/referenceData';

const here = path.join(process.cwd(), 'test/reference/tabnet');
// biome-ignore lint/suspicious/noExplicitAny: recorded JSON, whose shape the README states
const readJson = (file: string): any => JSON.parse(readFileSync(file, 'utf8'));

/** Our own recordings of pytorch-tabnet 4.1.0 in float64; README.md beside them says how they were made. */
export const recorded = (name: string) => readJson(path.join(here, `${name}.json`));

/** Networks by name, as `{ weights, cases, train_steps }`: ours, and what lies in the reference folder beside the repository. */
// biome-ignore lint/suspicious/noExplicitAny: recorded JSON, whose shape the README states
export function recordedNetworks(): [name: string, network: any][] {
  const inFolder = (folder: string) =>
    Object.fromEntries(
      ['weights', 'cases', 'train_steps'].map((name) => [name, readJson(path.join(folder, `${name}.json`))]),
    );
  const outside = referencePath('tabnet');
  return Object.entries({
    'the trained network of weights.json': inFolder(here),
    ...(existsSync(path.join(outside, 'weights.json')) && { 'the network of the reference folder': inFolder(outside) }),
    ...recorded('others'),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: recorded JSON, whose shape the README states
export const shapeOf = (h: any): TabNetShape => ({
  inputs: h.input_dim,
  outputs: h.output_dim,
  decision: h.n_d,
  attention: h.n_a,
  steps: h.n_steps,
  gamma: h.gamma,
  shared: h.n_shared,
  independent: h.n_independent,
  momentum: h.momentum,
  mask: h.mask_type,
});

export const rowsTensor = (rows: readonly (readonly number[])[]) =>
  tensor(rows.length, rows[0].length, Float64Array.from(rows.flat()));

export const greatestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  if (a.length !== b.length) throw new RangeError(`${a.length} values against ${b.length}`);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
};
