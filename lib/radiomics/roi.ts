import type { VoxelBox } from '@/lib/volume/box';
import type { Triple, Volume } from '@/lib/volume/volume';

/** The voxels of a region, once per mask; every derived image is read through it. */
export interface Roi {
  /** Bounding box on the image's grid. */
  readonly box: VoxelBox;
  /** Spacing of that grid in mm. */
  readonly spacingMm: Triple;
  /** For each ROI voxel, in raster order, its offset in a volume cropped to `box`. */
  readonly offsets: Int32Array;
}

/** The region of a label, or undefined if no voxel carries it. */
export function roiOfLabel(mask: Volume, label: number): Roi | undefined {
  const box = boundingBox(mask, label);
  if (!box) return undefined;
  return roiInBox(mask, label, box);
}

/** The voxels of a label that lie inside a given box. */
export function roiInBox(mask: Volume, label: number, box: VoxelBox): Roi {
  const { data, size } = mask;
  const [nx, ny, nz] = box.size;
  const offsets = new Int32Array(nx * ny * nz);
  let count = 0;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const from = box.lower[0] + size[0] * (box.lower[1] + y + size[1] * (box.lower[2] + z));
      const to = nx * (y + ny * z);
      for (let x = 0; x < nx; x++) if (data[from + x] === label) offsets[count++] = to + x;
    }
  return { box, spacingMm: mask.spacingMm, offsets: offsets.slice(0, count) };
}

/** The same box with only the ROI voxels that a test keeps. */
export function filterRoi(roi: Roi, keep: (voxel: number) => boolean): Roi {
  return { ...roi, offsets: roi.offsets.filter((_, voxel) => keep(voxel)) };
}

/** The ROI with its box shrunk to the voxels that are left. */
export function tightenRoi(roi: Roi): Roi {
  const [nx, ny] = roi.box.size;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const offset of roi.offsets) {
    const row = Math.floor(offset / nx);
    const at = [offset - row * nx, row % ny, Math.floor(row / ny)];
    for (let axis = 0; axis < 3; axis++) {
      if (at[axis] < low[axis]) low[axis] = at[axis];
      if (at[axis] > high[axis]) high[axis] = at[axis];
    }
  }
  const size: Triple = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1];
  const { lower } = roi.box;
  const box: VoxelBox = { lower: [lower[0] + low[0], lower[1] + low[1], lower[2] + low[2]], size };
  const offsets = roi.offsets.map((offset) => {
    const row = Math.floor(offset / nx);
    return offset - row * nx - low[0] + size[0] * ((row % ny) - low[1] + size[1] * (Math.floor(row / ny) - low[2]));
  });
  return { ...roi, box, offsets };
}

/** The ROI's parts in each plane across an array axis (0 = z, 1 = y, 2 = x), without empty planes. */
export function roiSlices(roi: Roi, dimension: 0 | 1 | 2): Roi[] {
  const [nx, ny, nz] = roi.box.size;
  const planeOf = [
    (offset: number) => Math.floor(offset / (nx * ny)),
    (offset: number) => Math.floor(offset / nx) % ny,
    (offset: number) => offset % nx,
  ][dimension];
  const slices: Roi[] = [];
  for (let plane = 0; plane < [nz, ny, nx][dimension]; plane++) {
    const offsets = roi.offsets.filter((offset) => planeOf(offset) === plane);
    if (offsets.length > 0) slices.push({ ...roi, offsets });
  }
  return slices;
}

function boundingBox({ data, size }: Volume, label: number): VoxelBox | undefined {
  const [nx, ny] = size;
  // The built-in search jumps from one row of the region to the next many times faster than a loop over voxels.
  const first = data.indexOf(label);
  if (first < 0) return undefined;
  const last = data.lastIndexOf(label);
  const lowZ = Math.floor(first / (nx * ny));
  const highZ = Math.floor(last / (nx * ny));
  let lowX = nx;
  let lowY = ny;
  let highX = -1;
  let highY = -1;
  for (let at = first; at >= 0 && at <= last; ) {
    const row = Math.floor(at / nx);
    const y = row % ny;
    let right = nx - 1;
    while (data[row * nx + right] !== label) right--;
    lowX = Math.min(lowX, at - row * nx);
    highX = Math.max(highX, right);
    lowY = Math.min(lowY, y);
    highY = Math.max(highY, y);
    at = data.indexOf(label, (row + 1) * nx);
  }
  return { lower: [lowX, lowY, lowZ], size: [highX - lowX + 1, highY - lowY + 1, highZ - lowZ + 1] };
}
