import type { Direction } from './directions';
import type { LevelGrid } from './levelGrid';
import { occupiedCells, type SizeMatrix } from './sizeMatrix';

/**
 * GLRLM of each direction: maximal runs of voxels of one level, broken by a voxel outside the ROI. A direction along
 * which no line holds two ROI voxels (adjacent or not) has no runs to speak of and gives undefined.
 * @param longest the greatest number of voxels along any axis of the ROI's box.
 */
export function runMatrices(
  grid: LevelGrid,
  directions: readonly Direction[],
  longest: number,
): (SizeMatrix | undefined)[] {
  const dense = new Uint32Array(grid.levels.length * longest);
  return directions.map((direction) => {
    dense.fill(0);
    const adjacent = countRuns(grid, grid.stepOf(direction), longest, dense);
    if (!adjacent && !someLineHoldsTwo(grid, direction)) return undefined;
    return occupiedCells(dense, grid.levels, longest);
  });
}

/** Adds the runs along one direction; tells whether two ROI voxels were adjacent along it. */
function countRuns({ cells, positions }: LevelGrid, step: number, longest: number, dense: Uint32Array): boolean {
  let adjacent = false;
  for (let voxel = 0; voxel < positions.length; voxel++) {
    const start = positions[voxel];
    const cell = cells[start];
    const before = cells[start - step];
    if (before !== 0) adjacent = true;
    if (before === cell) continue;
    let end = start + step;
    while (cells[end] === cell) end += step;
    dense[(cell - 1) * longest + (end - start) / step - 1]++;
  }
  return adjacent;
}

/** Names the line through each voxel by what stays the same along it; a name met twice is a line with two voxels. */
function someLineHoldsTwo({ positions, stepOf }: LevelGrid, direction: Direction): boolean {
  const [rowLength, planeLength] = [stepOf([0, 1, 0]), stepOf([0, 0, 1])];
  const [dx, dy, dz] = direction;
  const seen = new Set<string>();
  for (const position of positions) {
    const z = Math.floor(position / planeLength);
    const y = Math.floor((position - z * planeLength) / rowLength);
    const x = position - z * planeLength - y * rowLength;
    const line = `${x * dy - y * dx},${y * dz - z * dy},${x * dz - z * dx}`;
    if (seen.has(line)) return true;
    seen.add(line);
  }
  return false;
}
