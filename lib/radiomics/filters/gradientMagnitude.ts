import { originOfBox, type VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';

/**
 * Length of the gradient by central differences inside a box, as ITK's GradientMagnitudeImageFilter computes it: the
 * image is extended by its border voxels, sums are double, the result is float32.
 * @param useSpacing divide by the spacing in mm, else by 1 voxel
 */
export function gradientMagnitude(image: Volume, box: VoxelBox, useSpacing: boolean): Volume<Float32Array> {
  const { data, size, spacingMm } = image;
  const [cx, cy, cz] = spacingMm.map((spacing) => 0.5 * (useSpacing ? 1 / spacing : 1));
  const row = size[0];
  const slice = size[0] * size[1];
  const out = new Float32Array(box.size[0] * box.size[1] * box.size[2]);
  let to = 0;
  for (let z = box.lower[2]; z < box.lower[2] + box.size[2]; z++) {
    const zBefore = z > 0 ? -slice : 0;
    const zAfter = z < size[2] - 1 ? slice : 0;
    for (let y = box.lower[1]; y < box.lower[1] + box.size[1]; y++) {
      const yBefore = y > 0 ? -row : 0;
      const yAfter = y < size[1] - 1 ? row : 0;
      for (let x = box.lower[0]; x < box.lower[0] + box.size[0]; x++) {
        const at = x + row * y + slice * z;
        const gx = data[x < row - 1 ? at + 1 : at] * cx - data[x > 0 ? at - 1 : at] * cx;
        const gy = data[at + yAfter] * cy - data[at + yBefore] * cy;
        const gz = data[at + zAfter] * cz - data[at + zBefore] * cz;
        out[to++] = Math.sqrt(gx * gx + gy * gy + gz * gz);
      }
    }
  }
  return { ...image, data: out, size: box.size, originLps: originOfBox(image, box) };
}
