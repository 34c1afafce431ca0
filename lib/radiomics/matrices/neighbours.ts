import type { Direction } from './directions';
import type { LevelGrid } from './levelGrid';

/** What the neighbours of each ROI voxel say, from one pass over the ROI. */
export interface NeighbourMatrices {
  /** GLCM counts before symmetry: one n x n matrix per direction, row = level of the voxel, column = of the neighbour. */
  readonly coOccurrence: readonly Float64Array[];
  /** GLDM: voxels by level (row) and number of dependent neighbours (column 0 = none). */
  readonly dependence: Float64Array;
  readonly dependenceColumns: number;
  /** NGTDM: per level the voxels with at least one neighbour, those without, and the sum of |level - mean neighbour|. */
  readonly withNeighbours: Float64Array;
  readonly withoutNeighbours: Float64Array;
  readonly differenceSums: Float64Array;
}

/** How many neighbours of each ROI voxel lie in the ROI: the same for every image on it. */
export function neighbourCounts(
  { cells, positions, stepOf }: LevelGrid,
  directions: readonly Direction[],
): Uint16Array {
  const steps = Int32Array.from(directions, stepOf);
  return Uint16Array.from(positions, (position) => {
    let count = 0;
    for (const step of steps) count += Number(cells[position + step] !== 0) + Number(cells[position - step] !== 0);
    return count;
  });
}

/**
 * Co-occurrence, dependence and neighbourhood-difference matrices in one pass. A neighbour counts only inside the ROI;
 * outside is cell 0, which has its own column and the value 0, so that the inner loop has no branches to mispredict.
 * @param counts of `neighbourCounts` for the same ROI and directions.
 * @param tolerance gldm_a: neighbours within this many levels are dependent.
 */
export function neighbourMatrices(
  grid: LevelGrid,
  directions: readonly Direction[],
  counts: Uint16Array,
  tolerance: number,
): NeighbourMatrices {
  const { cells, positions, levels } = grid;
  const n = levels.length;
  const columns = n + 1;
  const directionCount = directions.length;
  const steps = Int32Array.from(directions, grid.stepOf);
  const levelAt = Int32Array.of(0, ...levels);
  const pairs = new Uint32Array(directionCount * n * columns);
  const dependenceColumns = 2 * directionCount + 1;
  const dependence = new Float64Array(n * dependenceColumns);
  const withNeighbours = new Float64Array(n);
  const withoutNeighbours = new Float64Array(n);
  const differenceSums = new Float64Array(n);
  for (let voxel = 0; voxel < positions.length; voxel++) {
    const position = positions[voxel];
    const cell = cells[position];
    const level = levelAt[cell];
    const rank = cell - 1;
    let sum = 0;
    let dependent = 0;
    let row = rank * columns;
    for (let d = 0; d < directionCount; d++, row += n * columns) {
      const step = steps[d];
      const ahead = cells[position + step];
      const aheadValue = levelAt[ahead];
      const behindValue = levelAt[cells[position - step]];
      pairs[row + ahead]++;
      sum += aheadValue + behindValue;
      if (Math.abs(level - aheadValue) <= tolerance) dependent++;
      if (Math.abs(level - behindValue) <= tolerance) dependent++;
    }
    const neighbours = counts[voxel];
    // Where the tolerance reaches down to 0, neighbours outside were taken for dependent ones.
    if (level <= tolerance) dependent -= 2 * directionCount - neighbours;
    dependence[rank * dependenceColumns + dependent]++;
    if (neighbours === 0) withoutNeighbours[rank]++;
    else {
      withNeighbours[rank]++;
      differenceSums[rank] += Math.abs(level - sum / neighbours);
    }
  }
  const coOccurrence = directions.map((_, d) => withoutOutside(pairs, d * n * columns, n));
  return { coOccurrence, dependence, dependenceColumns, withNeighbours, withoutNeighbours, differenceSums };
}

/** One direction's matrix without the column of neighbours outside the ROI. */
function withoutOutside(pairs: Uint32Array, from: number, n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const start = from + row * (n + 1) + 1;
    matrix.set(pairs.subarray(start, start + n), row * n);
  }
  return matrix;
}
