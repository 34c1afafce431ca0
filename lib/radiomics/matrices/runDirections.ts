import type { Direction } from './directions';
import type { LevelGrid } from './levelGrid';

/**
 * The directions along which some line holds two ROI voxels, adjacent or not. Runs along any other say nothing, and
 * PyRadiomics drops them. The same for every image on the ROI.
 */
export const runDirections = (grid: LevelGrid, directions: readonly Direction[]): Direction[] =>
  directions.filter((direction) => hasAdjacentPair(grid, direction) || someLineHoldsTwo(grid, direction));

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
