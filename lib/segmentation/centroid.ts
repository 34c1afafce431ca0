import type { IndexPoint, Mask } from '@/lib/volume/volume';

/** Mean position of a region's voxels; NaN for an empty one. */
export function centroid({ data, size: [nx, ny] }: Mask): IndexPoint {
  let [x, y, z, count] = [0, 0, 0, 0];
  for (let offset = 0; offset < data.length; offset += 1) {
    if (data[offset] === 0) continue;
    x += offset % nx;
    y += Math.floor(offset / nx) % ny;
    z += Math.floor(offset / (nx * ny));
    count += 1;
  }
  return { frame: 'index', x: x / count, y: y / count, z: z / count };
}
