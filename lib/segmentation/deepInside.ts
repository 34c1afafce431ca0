import type { Mask } from '@/lib/volume/volume';

/** The voxels of a region from which the nearest voxel outside, or beyond the grid, is further than `mm`. */
export function deepInside(mask: Mask, mm: number): Mask {
  const { data, size, spacingMm } = mask;
  const strides = [1, size[0], size[0] * size[1]];
  // Squared distances to the outside along x, then in the plane, then in space; nothing beyond mm matters.
  let distances = Float32Array.from(data, (value) => (value === 0 ? 0 : Number.POSITIVE_INFINITY));
  for (const axis of [0, 1, 2]) {
    const reach = Math.floor(mm / spacingMm[axis]);
    const next = new Float32Array(distances.length);
    for (let offset = 0; offset < distances.length; offset += 1) {
      let least = distances[offset];
      const index = Math.floor(offset / strides[axis]) % size[axis];
      for (let step = 1; step <= reach && least > 0; step += 1) {
        const squared = (step * spacingMm[axis]) ** 2;
        if (squared >= least) break;
        const below = index - step < 0 ? 0 : distances[offset - step * strides[axis]];
        const above = index + step >= size[axis] ? 0 : distances[offset + step * strides[axis]];
        least = Math.min(least, squared + below, squared + above);
      }
      next[offset] = least;
    }
    distances = next;
  }
  return { ...mask, data: Uint8Array.from(distances, (squared) => (squared > mm * mm ? 1 : 0)) };
}
