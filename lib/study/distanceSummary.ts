import { seededRandom } from '@/lib/core/random';
import { rootMeanSquare, whiten } from '@/lib/model/distance';
import type { DistanceSummary } from '@/lib/model/manifest';
import { cholesky, invertLower } from './learners/linearAlgebra';
import { columnOf, type Matrix, rowOf, takeRows } from './matrix';
import { median, populationSd, quantile } from './selection/statistics';

type Frame = Pick<DistanceSummary, 'centre' | 'scale' | 'clip' | 'whiten'>;

/** z-scores beyond this weigh no more: one broken value should not shape the summary. */
const clip = 4;
/** Share of the identity in the covariance, so that near-copies of an input do not blow the distance up. */
const shrinkage = 0.1;
const folds = 5;
const groupCount = 24;
const percentileSteps = [0, 5, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 100];

/**
 * The training data as a package carries them for the distance check: median and MAD per input, covariance of clipped
 * z-scores, and percentiles of the distance of patients whom the summary did not see (5 folds).
 * @param x values in the inputs' own units, missing ones filled in.
 */
export function summariseDistance(names: readonly string[], x: Matrix, seed: number): DistanceSummary {
  const frame = frameOf(x);
  const order = seededRandom(seed, 'distance').permutation(x.rows);
  const distances = Array.from({ length: folds }, (_, fold) => {
    const inside = order.filter((_row, i) => i % folds !== fold);
    const outside = order.filter((_row, i) => i % folds === fold);
    const other = frameOf(takeRows(x, inside));
    return outside.map((row) => rootMeanSquare(whiten(Array.from(rowOf(x, row)), other)));
  }).flat();
  const points = Array.from({ length: x.rows }, (_, row) => whiten(Array.from(rowOf(x, row)), frame));
  const { groups, similarWithin } = groupsOf(points, seed);
  return {
    inputs: [...names],
    ...frame,
    percentiles: percentileSteps.map((percentile) => ({
      percentile,
      distance: rounded(quantile(distances, percentile / 100)),
    })),
    groups,
    similarWithin,
  };
}

function frameOf(x: Matrix): Frame {
  const columns = Array.from({ length: x.columns }, (_, i) => columnOf(x, i));
  const centre = columns.map(median);
  const scale = columns.map((values, i) => robustScale(values, centre[i]));
  const z = columns.map((values, i) =>
    values.map((value) => Math.max(-clip, Math.min(clip, (value - centre[i]) / scale[i]))),
  );
  const covariance = z.map((a, i) =>
    z.map((b, j) => {
      const product = a.reduce((sum, value, row) => sum + value * b[row], 0) / x.rows;
      return i === j ? product * (1 - shrinkage) + shrinkage : product * (1 - shrinkage);
    }),
  );
  const factor = cholesky(covariance);
  if (!factor) throw new RangeError('the shrunk covariance is not positive definite');
  return {
    centre: centre.map(rounded),
    scale: scale.map(rounded),
    clip,
    whiten: invertLower(factor).map((row) => row.map(rounded)),
  };
}

/** 1.4826 MAD, which is the SD of a normal; the SD where more than half the values are equal (binary inputs). */
function robustScale(values: Float64Array, centre: number): number {
  const mad = 1.4826 * median(values.map((value) => Math.abs(value - centre)));
  return mad > 0 ? mad : populationSd(values) || 1;
}

/** k-means of the whitened patients (Lloyd, 20 rounds): centres and counts, never a patient's own values. */
function groupsOf(points: readonly (readonly number[])[], seed: number) {
  const random = seededRandom(seed, 'groups');
  const near = (a: readonly number[], b: readonly number[]) => rootMeanSquare(a.map((value, i) => value - b[i]));
  let centres = random
    .permutation(points.length)
    .slice(0, Math.min(groupCount, points.length))
    .map((i) => [...points[i]]);
  let nearest: number[] = [];
  for (let round = 0; round < 20; round++) {
    nearest = points.map((point) => {
      const distances = centres.map((centre) => near(point, centre));
      return distances.indexOf(Math.min(...distances));
    });
    centres = centres.map((centre, k) => {
      const members = points.filter((_, i) => nearest[i] === k);
      return members.length
        ? centre.map((_, i) => members.reduce((sum, member) => sum + member[i], 0) / members.length)
        : centre;
    });
  }
  const groups = centres
    .map((centre, k) => ({ centre: centre.map(rounded), patients: nearest.filter((group) => group === k).length }))
    // A group of fewer than five would come close to showing a patient.
    .filter(({ patients }) => patients >= 5);
  const within = points.map((point, i) => near(point, centres[nearest[i]]));
  return { groups, similarWithin: rounded(quantile(within, 0.75)) };
}

const rounded = (value: number): number => Number(value.toPrecision(7));
