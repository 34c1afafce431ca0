import type { Direction } from './directions';
import type { LevelGrid } from './levelGrid';
import { occupiedCells, type SizeMatrix } from './sizeMatrix';

/** What pairs of voxels along directions say, from one pass over the ROI per direction. */
export interface PairMatrices {
  /** GLCM counts before symmetry: one n x n matrix per direction, row = level of the voxel, column = of the neighbour. */
  readonly coOccurrence: readonly Float64Array[];
  /** GLRLM of each direction: maximal runs of one level, broken by a voxel outside the ROI. */
  readonly runs: readonly SizeMatrix[];
  /** For each ROI voxel its neighbours of the same level, both ways along all directions. */
  readonly equalNeighbours: Uint16Array;
}

/**
 * Co-occurrence, runs and equal neighbours together, because all three ask whether a voxel and the next one along a
 * direction have one level. Outside the ROI is cell 0 with a column of its own, which saves a branch.
 * @param longest the greatest number of voxels along any axis of the ROI's box.
 */
export function pairMatrices(grid: LevelGrid, directions: readonly Direction[], longest: number): PairMatrices {
  const { cells, positions, levels } = grid;
  const n = levels.length;
  const columns = n + 1;
  const runColumns = longest + 1;
  const pairs = new Uint32Array(n * columns);
  const runEnds = new Uint32Array(n * runColumns);
  const lengths = new Uint16Array(cells.length);
  const equal = new Uint16Array(cells.length);
  const coOccurrence: Float64Array[] = [];
  const runs: SizeMatrix[] = [];
  for (const direction of directions) {
    const step = grid.stepOf(direction);
    pairs.fill(0);
    runEnds.fill(0);
    lengths.fill(1);
    for (let voxel = 0; voxel < positions.length; voxel++) {
      const position = positions[voxel];
      const cell = cells[position];
      const next = cells[position + step];
      const length = lengths[position];
      pairs[(cell - 1) * columns + next]++;
      if (next === cell) {
        equal[position]++;
        equal[position + step]++;
        lengths[position + step] = length + 1;
      } else runEnds[(cell - 1) * runColumns + length]++;
    }
    coOccurrence.push(withoutOutside(pairs, n));
    runs.push(occupiedCells(runEnds, levels, longest, 1));
  }
  const equalNeighbours = new Uint16Array(positions.length);
  for (let voxel = 0; voxel < positions.length; voxel++) equalNeighbours[voxel] = equal[positions[voxel]];
  return { coOccurrence, runs, equalNeighbours };
}

/** Neighbours of each ROI voxel whose level differs by at most `tolerance`; for 0 see equalNeighbours. */
export function dependentNeighbours(grid: LevelGrid, directions: readonly Direction[], tolerance: number): Uint16Array {
  const { cells, positions, levels } = grid;
  const steps = directions.flatMap((direction) => [grid.stepOf(direction), -grid.stepOf(direction)]);
  const dependent = new Uint16Array(positions.length);
  for (let voxel = 0; voxel < positions.length; voxel++) {
    const level = levels[cells[positions[voxel]] - 1];
    for (let s = 0; s < steps.length; s++) {
      const cell = cells[positions[voxel] + steps[s]];
      if (cell !== 0 && Math.abs(levels[cell - 1] - level) <= tolerance) dependent[voxel]++;
    }
  }
  return dependent;
}

/** GLDM: voxels by level and dependence, which is 1 for a voxel without dependent neighbours. */
export function dependenceMatrix({ cells, positions, levels }: LevelGrid, dependent: Uint16Array): SizeMatrix {
  let columns = 1;
  for (let voxel = 0; voxel < dependent.length; voxel++)
    if (dependent[voxel] >= columns) columns = dependent[voxel] + 1;
  const dense = new Uint32Array(levels.length * columns);
  for (let voxel = 0; voxel < positions.length; voxel++)
    dense[(cells[positions[voxel]] - 1) * columns + dependent[voxel]]++;
  return occupiedCells(dense, levels, columns);
}

/** The matrix without the column of neighbours outside the ROI. */
function withoutOutside(pairs: Uint32Array, n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const start = row * (n + 1) + 1;
    matrix.set(pairs.subarray(start, start + n), row * n);
  }
  return matrix;
}
