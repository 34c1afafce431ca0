import type { Direction } from './directions';
import type { LevelGrid } from './levelGrid';
import type { SizeMatrix } from './sizeMatrix';

/**
 * GLSZM: connected zones of one level, joined through `directions` and their opposites (26 neighbours in 3D, 8 in 2D).
 * Union-find in raster order. Two earlier neighbours that touch each other are joined already, so one found of the same
 * level makes those around it needless to look at: the voxel below (0, 0, -1) touches all the others.
 */
export function zoneMatrix(grid: LevelGrid, directions: readonly Direction[]): SizeMatrix {
  const { cells, positions } = grid;
  const { ordered, remaining } = byReach(directions);
  const steps = Int32Array.from(ordered, grid.stepOf);
  const everything = 2 ** steps.length - 1;
  const parent = new Int32Array(cells.length);
  for (let voxel = 0; voxel < positions.length; voxel++) {
    const position = positions[voxel];
    const cell = cells[position];
    let root = position;
    let open = everything;
    for (let d = 0; d < steps.length; d++) {
      if (cells[position - steps[d]] !== cell || (open & (1 << d)) === 0) continue;
      open &= remaining[d];
      const other = rootOf(parent, position - steps[d]);
      if (other < root) {
        if (root !== position) parent[root] = other;
        root = other;
      } else parent[other] = root;
    }
    parent[position] = root;
  }
  return countZones(grid, parent);
}

/** Directions by how many others they touch, most first; for each the bits of those it does not touch. */
function byReach(directions: readonly Direction[]): { ordered: Direction[]; remaining: Int32Array } {
  const touches = (a: Direction, b: Direction) => a.every((step, axis) => Math.abs(step - b[axis]) <= 1);
  const reach = (a: Direction) => directions.filter((b) => touches(a, b)).length;
  const ordered = [...directions].sort((a, b) => reach(b) - reach(a));
  const remaining = Int32Array.from(ordered, (a) =>
    ordered.reduce((bits, b, d) => (touches(a, b) ? bits : bits | (1 << d)), 0),
  );
  return { ordered, remaining };
}

function rootOf(parent: Int32Array, position: number): number {
  let at = position;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

/** The root of a zone, its first voxel in raster order, carries the zone's size; its other voxels carry 0. */
function countZones({ cells, positions, levels }: LevelGrid, parent: Int32Array): SizeMatrix {
  const sizes = new Int32Array(parent.length);
  for (let voxel = 0; voxel < positions.length; voxel++) {
    // A parent comes before its child in raster order, so its own parent is the root already.
    const root = parent[parent[positions[voxel]]];
    parent[positions[voxel]] = root;
    sizes[root]++;
  }
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
