import { seededRandom } from '@/lib/core/random';
import { quantile } from '../selection/statistics';
import { chiSquareTail } from './chiSquare';
import { delong } from './discrimination';

export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 % of the normal distribution. */
export const z95 = 1.959963984540054;

/** AUROC with DeLong's interval on the logit scale, which stays inside 0 to 1. */
export function aurocWithDelong(p: ArrayLike<number>, y: Uint8Array): Estimated {
  const { areas, covariance } = delong([p], y);
  const value = areas[0];
  if (value <= 0 || value >= 1) return { value, low: Math.min(value, 1 - value), high: 1 };
  const centre = Math.log(value / (1 - value));
  const half = (z95 * Math.sqrt(covariance[0][0])) / (value * (1 - value));
  const back = (x: number) => 1 / (1 + Math.exp(-x));
  return { value, low: back(centre - half), high: back(centre + half) };
}

/** DeLong's test that two models have the same AUROC on the same rows. */
export function compareAuroc(a: ArrayLike<number>, b: ArrayLike<number>, y: Uint8Array) {
  const { areas, covariance } = delong([a, b], y);
  const difference = areas[0] - areas[1];
  const variance = covariance[0][0] + covariance[1][1] - 2 * covariance[0][1];
  const error = Math.sqrt(Math.max(0, variance));
  return {
    difference: { value: difference, low: difference - z95 * error, high: difference + z95 * error },
    p: error > 0 ? chiSquareTail((difference / error) ** 2, 1) : 1,
  };
}

/** Holm's step-down adjustment of p-values for how many were tested (Holm 1979), in their order. */
export function holm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length);
  let least = 0;
  Array.from(p.keys())
    .sort((a, b) => p[a] - p[b])
    .forEach((at, rank) => {
      least = Math.max(least, Math.min(1, p[at] * (p.length - rank)));
      adjusted[at] = least;
    });
  return adjusted;
}

/** Percentile bootstrap of a statistic of the rows, resampled within each class; null if it is never defined. */
export function bootstrap(
  y: Uint8Array,
  resamples: number,
  seed: number,
  statistic: (rows: readonly number[]) => number,
): { readonly low: number; readonly high: number } | null {
  const classes = [0, 1].map((label) => Array.from(y.keys()).filter((row) => y[row] === label));
  const values: number[] = [];
  for (let k = 0; k < resamples; k++) {
    const random = seededRandom(seed, `bootstrap ${k}`);
    const rows = classes.flatMap((members) => members.map(() => members[random.integer(members.length)]));
    const value = statistic(rows);
    if (Number.isFinite(value)) values.push(value);
  }
  return values.length > resamples / 2 ? { low: quantile(values, 0.025), high: quantile(values, 0.975) } : null;
}

/** Wilson's interval of a proportion. */
export function wilson(count: number, of: number): Estimated {
  if (of === 0) return { value: Number.NaN, low: 0, high: 1 };
  const value = count / of;
  const denominator = 1 + z95 ** 2 / of;
  const centre = (value + z95 ** 2 / (2 * of)) / denominator;
  const half = (z95 * Math.sqrt((value * (1 - value)) / of + z95 ** 2 / (4 * of * of))) / denominator;
  return { value, low: centre - half, high: centre + half };
}
