import type { Direction } from './directions';
import type { LevelGrid } from './levelGrid';
import type { SizeMatrix } from './sizeMatrix';

/**
 * GLSZM: connected zones of one level, joined through `directions` and their opposites (26 neighbours in 3D, 8 in 2D).
 * Union-find over the ROI in raster order, so each voxel is looked at once and never stacked.
 */
export function zoneMatrix(grid: LevelGrid, directions: readonly Direction[]): SizeMatrix {
  const { cells, positions, levels } = grid;
  const steps = Int32Array.from(directions, grid.stepOf);
  const parent = new Int32Array(cells.length);
  for (let voxel = 0; voxel < positions.length; voxel++) {
    const position = positions[voxel];
    const cell = cells[position];
    let root = position;
    parent[position] = position;
    for (let d = 0; d < steps.length; d++) {
      const behind = position - steps[d];
      if (cells[behind] !== cell) continue;
      const other = rootOf(parent, behind);
      if (other === root) continue;
      // The earlier voxel in raster order stays the root, so roots are met before their members below.
      if (other < root) {
        parent[root] = other;
        root = other;
      } else parent[other] = root;
    }
  }
  return countZones(grid, parent, levels);
}

function rootOf(parent: Int32Array, position: number): number {
  let at = position;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

function countZones({ cells, positions }: LevelGrid, parent: Int32Array, levels: Float64Array): SizeMatrix {
  const sizes = new Int32Array(parent.length);
  for (let voxel = 0; voxel < positions.length; voxel++) sizes[rootOf(parent, positions[voxel])]++;
  const zonesBySize = new Map<number, Float64Array>();
  for (let voxel = 0; voxel < positions.length; voxel++) {
    const size = sizes[positions[voxel]];
    if (size === 0) continue;
    let byLevel = zonesBySize.get(size);
    if (!byLevel) {
      byLevel = new Float64Array(levels.length);
      zonesBySize.set(size, byLevel);
    }
    byLevel[cells[positions[voxel]] - 1]++;
  }
  const level: number[] = [];
  const size: number[] = [];
  const count: number[] = [];
  for (const [zoneSize, byLevel] of [...zonesBySize].sort((a, b) => a[0] - b[0]))
    byLevel.forEach((zones, rank) => {
      if (zones === 0) return;
      level.push(levels[rank]);
      size.push(zoneSize);
      count.push(zones);
    });
  return { level: Float64Array.from(level), size: Float64Array.from(size), count: Float64Array.from(count) };
}
