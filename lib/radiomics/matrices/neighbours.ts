import type { Direction } from './directions';
import type { LevelGrid } from './levelGrid';

/** What the neighbours of each ROI voxel say, from one pass over the ROI. */
export interface NeighbourMatrices {
  /** GLCM counts before symmetry: one n x n matrix per direction, row = level of the voxel, column = of the neighbour. */
  readonly coOccurrence: readonly Uint32Array[];
  /** GLDM: voxels by level (row) and number of dependent neighbours (column 0 = none). */
  readonly dependence: Float64Array;
  readonly dependenceColumns: number;
  /** NGTDM: per level the voxels with at least one neighbour, those without, and the sum of |level - mean neighbour|. */
  readonly withNeighbours: Float64Array;
  readonly withoutNeighbours: Float64Array;
  readonly differenceSums: Float64Array;
}

/**
 * Co-occurrence, dependence and neighbourhood-difference matrices in one pass. A neighbour counts only inside the ROI.
 * @param tolerance gldm_a: neighbours within this many levels are dependent.
 */
export function neighbourMatrices(
  grid: LevelGrid,
  directions: readonly Direction[],
  tolerance: number,
): NeighbourMatrices {
  const { cells, positions, levels } = grid;
  const n = levels.length;
  const directionCount = directions.length;
  const steps = Int32Array.from(directions, grid.stepOf);
  const pairs = new Uint32Array(directionCount * n * n);
  const dependenceColumns = 2 * directionCount + 1;
  const dependence = new Float64Array(n * dependenceColumns);
  const withNeighbours = new Float64Array(n);
  const withoutNeighbours = new Float64Array(n);
  const differenceSums = new Float64Array(n);
  for (let voxel = 0; voxel < positions.length; voxel++) {
    const position = positions[voxel];
    const rank = cells[position] - 1;
    const level = levels[rank];
    let neighbours = 0;
    let sum = 0;
    let dependent = 0;
    let row = rank * n - 1;
    for (let d = 0; d < directionCount; d++, row += n * n) {
      const step = steps[d];
      const ahead = cells[position + step];
      if (ahead !== 0) {
        pairs[row + ahead]++;
        const other = levels[ahead - 1];
        neighbours++;
        sum += other;
        if (Math.abs(level - other) <= tolerance) dependent++;
      }
      const behind = cells[position - step];
      if (behind !== 0) {
        const other = levels[behind - 1];
        neighbours++;
        sum += other;
        if (Math.abs(level - other) <= tolerance) dependent++;
      }
    }
    dependence[rank * dependenceColumns + dependent]++;
    if (neighbours === 0) withoutNeighbours[rank]++;
    else {
      withNeighbours[rank]++;
      differenceSums[rank] += Math.abs(level - sum / neighbours);
    }
  }
  const coOccurrence = directions.map((_, d) => pairs.subarray(d * n * n, (d + 1) * n * n));
  return { coOccurrence, dependence, dependenceColumns, withNeighbours, withoutNeighbours, differenceSums };
}
