import type { Direction } from './directions';
import type { LevelGrid } from './levelGrid';
import { occupiedCells, type SizeMatrix } from './sizeMatrix';

/**
 * The directions along which some line holds two ROI voxels, adjacent or not. Runs along any other say nothing, and
 * PyRadiomics drops them. The same for every image on the ROI.
 */
export const runDirections = (grid: LevelGrid, directions: readonly Direction[]): Direction[] =>
  directions.filter((direction) => hasAdjacentPair(grid, direction) || someLineHoldsTwo(grid, direction));

/**
 * GLRLM of each direction: maximal runs of voxels of one level, broken by a voxel outside the ROI.
 * @param longest the greatest number of voxels along any axis of the ROI's box.
 */
export function runMatrices(grid: LevelGrid, directions: readonly Direction[], longest: number): SizeMatrix[] {
  const { cells, positions, levels } = grid;
  const columns = longest + 1;
  const dense = new Int32Array(levels.length * columns);
  const lengths = new Uint16Array(cells.length);
  return directions.map((direction) => {
    const step = grid.stepOf(direction);
    dense.fill(0);
    for (let voxel = 0; voxel < positions.length; voxel++) {
      const position = positions[voxel];
      const cell = cells[position];
      const differs = cell ^ cells[position - step];
      // 1 if the voxel before has the same level, else 0, without a branch that half the voxels would mispredict.
      const continues = (differs - 1) >>> 31;
      const length = 1 + continues * lengths[position - step];
      lengths[position] = length;
      // A longer run replaces the shorter one it grew from; column 0 takes what a new run replaces, and is not read.
      const column = (cell - 1) * columns + length;
      dense[column]++;
      dense[column - 1]--;
    }
    return occupiedCells(dense, levels, longest, 1);
  });
}

function hasAdjacentPair({ cells, positions, stepOf }: LevelGrid, direction: Direction): boolean {
  const step = stepOf(direction);
  return positions.some((position) => cells[position + step] !== 0);
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
