import type { VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import type { Roi } from './roi';

/** Intensities of the ROI's voxels from an image on the ROI's grid, in raster order. */
export function readRoi(image: Volume, roi: Roi): Float64Array {
  return readRoiFromBox(image, roi, { lower: [0, 0, 0], size: image.size });
}

/** The same from an image that covers only a part of the grid. */
export function readRoiFromBox({ data }: Volume, roi: Roi, covered: VoxelBox): Float64Array {
  const [nx, ny] = roi.box.size;
  const [mx, my] = covered.size;
  const [dx, dy, dz] = roi.box.lower.map((first, axis) => first - covered.lower[axis]);
  const values = new Float64Array(roi.offsets.length);
  for (let voxel = 0; voxel < values.length; voxel++) {
    const offset = roi.offsets[voxel];
    const row = Math.floor(offset / nx);
    const plane = Math.floor(row / ny);
    values[voxel] = data[offset - row * nx + dx + mx * (row - plane * ny + dy + my * (plane + dz))];
  }
  return values;
}
