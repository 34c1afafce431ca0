import { type Geometry, type Mask, type Triple, type Volume, type VoxelArray, voxelOffset } from './volume';

/** An axis-aligned block of voxels: the first voxel and the number of voxels along x, y, z. */
export interface VoxelBox {
  readonly lower: Triple;
  readonly size: Triple;
}

/** The part of a volume inside a box that lies within its grid; same voxel type, geometry moved to the box. */
export function cropToBox<T extends VoxelArray>(volume: Volume<T>, box: VoxelBox): Volume<T> {
  const [nx, ny, nz] = box.size;
  const data = new (volume.data.constructor as new (length: number) => T)(nx * ny * nz);
  let to = 0;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const from = voxelOffset(volume, box.lower[0], box.lower[1] + y, box.lower[2] + z);
      data.set(volume.data.subarray(from, from + nx) as never, to);
      to += nx;
    }
  return { ...volume, data, size: box.size, originLps: originOfBox(volume, box) };
}

/** The centre of the box's first voxel in mm, LPS. */
export function originOfBox({ originLps, spacingMm, direction }: Geometry, { lower }: VoxelBox): Triple {
  const step = lower.map((index, axis) => index * spacingMm[axis]);
  const along = (row: number) =>
    originLps[row] + direction[3 * row] * step[0] + direction[3 * row + 1] * step[1] + direction[3 * row + 2] * step[2];
  return [along(0), along(1), along(2)];
}

/** The box grown by `padding` voxels on every side, cut off at the edges of a grid. */
export function padBox({ lower, size }: VoxelBox, padding: number, grid: Triple): VoxelBox {
  const first = (axis: number) => Math.max(0, lower[axis] - padding);
  const past = (axis: number) => Math.min(grid[axis], lower[axis] + size[axis] + padding);
  return {
    lower: [first(0), first(1), first(2)],
    size: [past(0) - first(0), past(1) - first(1), past(2) - first(2)],
  };
}

/** A part of a grid put back where it was cut out; 0 elsewhere. */
export function placeInGrid(part: Mask, { size, spacingMm, originLps, direction }: Geometry, lower: Triple): Mask {
  const data = new Uint8Array(size[0] * size[1] * size[2]);
  const [nx, ny, nz] = part.size;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const from = nx * (y + ny * z);
      const to = lower[0] + size[0] * (lower[1] + y + size[1] * (lower[2] + z));
      data.set(part.data.subarray(from, from + nx), to);
    }
  return { size, spacingMm, originLps, direction, data };
}
