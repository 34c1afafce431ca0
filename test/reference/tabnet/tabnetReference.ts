import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tensor } from '@/lib/study/learners/autodiff/tape';
import type { NamedTensors } from '@/lib/study/learners/tabnet/create';
import type { TabNetShape } from '@/lib/study/learners/tabnet/hyperparameters';

/** Our own recordings of pytorch-tabnet 4.1.0 in float64; README.md beside them says how they were made. */
// biome-ignore lint/suspicious/noExplicitAny: recorded JSON, whose shape the README states
export const recorded = (name: string): any =>
  JSON.parse(readFileSync(path.join(process.cwd(), 'test/reference/tabnet', `${name}.json`), 'utf8'));

export function shapeOf(h: Readonly<Record<string, number | string>>): TabNetShape {
  return {
    inputs: Number(h.input_dim),
    outputs: Number(h.output_dim),
    decision: Number(h.n_d),
    attention: Number(h.n_a),
    steps: Number(h.n_steps),
    gamma: Number(h.gamma),
    shared: Number(h.n_shared),
    independent: Number(h.n_independent),
    momentum: Number(h.momentum),
    mask: h.mask_type === 'entmax' ? 'entmax' : 'sparsemax',
  };
}

export const rowsTensor = (rows: readonly (readonly number[])[]) =>
  tensor(rows.length, rows[0].length, Float64Array.from(rows.flat()));

export const greatestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  if (a.length !== b.length) throw new RangeError(`${a.length} values against ${b.length}`);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
};

export type { NamedTensors };
