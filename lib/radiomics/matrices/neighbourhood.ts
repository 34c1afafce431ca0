import type { Settings } from '../parameters/settings';
import type { LevelGrid } from './levelGrid';

export type NeighbourhoodSettings = Pick<Settings, 'distances' | 'force2D' | 'force2Ddimension'>;

/**
 * For each ROI voxel the sum of a quantity over its neighbours: those whose Chebyshev distance is one of `distances`, in
 * the plane if force2D is set. A shell is the difference of two boxes, and a box is summed one axis at a time, so the
 * cost does not grow with the number of neighbours.
 * @param values by position in the grid, 0 outside the ROI.
 */
export function neighbourSums(
  { positions, stepOf }: LevelGrid,
  values: Int32Array,
  { distances, force2D, force2Ddimension }: NeighbourhoodSettings,
): Int32Array {
  const axes = [stepOf([1, 0, 0]), stepOf([0, 1, 0]), stepOf([0, 0, 1])];
  if (force2D) axes.splice(2 - force2Ddimension, 1);
  const sums = new Int32Array(positions.length);
  for (const distance of new Set(distances)) {
    addBoxSums(sums, positions, values, axes, distance, 1);
    addBoxSums(sums, positions, values, axes, distance - 1, -1);
  }
  return sums;
}

function addBoxSums(
  sums: Int32Array,
  positions: Int32Array,
  values: Int32Array,
  axes: readonly number[],
  radius: number,
  sign: number,
): void {
  const partial = axes.slice(0, -1).reduce((sum, step) => alongAxis(sum, step, radius), values);
  const last = axes[axes.length - 1];
  for (let voxel = 0; voxel < positions.length; voxel++) {
    let sum = 0;
    for (let at = positions[voxel] - radius * last; at <= positions[voxel] + radius * last; at += last)
      sum += partial[at];
    sums[voxel] += sign * sum;
  }
}

function alongAxis(values: Int32Array, step: number, radius: number): Int32Array {
  if (radius === 0) return values;
  const sums = new Int32Array(values.length);
  const reach = radius * step;
  for (let at = reach; at < values.length - reach; at++) sums[at] = values[at - step] + values[at] + values[at + step];
  for (let k = 2 * step; k <= reach; k += step)
    for (let at = reach; at < values.length - reach; at++) sums[at] += values[at - k] + values[at + k];
  return sums;
}

/** For each ROI voxel how many of its neighbours lie in the ROI: the same for every image on it. */
export function neighbourCounts(grid: LevelGrid, settings: NeighbourhoodSettings): Int32Array {
  const inside = new Int32Array(grid.cells.length);
  for (const position of grid.positions) inside[position] = 1;
  return neighbourSums(grid, inside, settings);
}

/** NGTDM: per level the voxels with and without neighbours, and the sum of |level - mean level of the neighbours|. */
export interface NeighbourhoodDifferences {
  readonly withNeighbours: Float64Array;
  readonly withoutNeighbours: Float64Array;
  readonly differences: Float64Array;
}

/** @param counts of `neighbourCounts` for the same ROI and settings. */
export function neighbourhoodDifferences(
  grid: LevelGrid,
  counts: Int32Array,
  settings: NeighbourhoodSettings,
): NeighbourhoodDifferences {
  const { cells, positions, levels } = grid;
  const values = new Int32Array(cells.length);
  const valueOfCell = Int32Array.of(0, ...levels);
  for (let at = 0; at < cells.length; at++) values[at] = valueOfCell[cells[at]];
  const sums = neighbourSums(grid, values, settings);
  const withNeighbours = new Float64Array(levels.length);
  const withoutNeighbours = new Float64Array(levels.length);
  const differences = new Float64Array(levels.length);
  for (let voxel = 0; voxel < positions.length; voxel++) {
    const rank = cells[positions[voxel]] - 1;
    if (counts[voxel] === 0) withoutNeighbours[rank]++;
    else {
      withNeighbours[rank]++;
      differences[rank] += Math.abs(levels[rank] - sums[voxel] / counts[voxel]);
    }
  }
  return { withNeighbours, withoutNeighbours, differences };
}
