import type { Roi } from '../roi';
import { patternGeometry } from './marchingCubesTable';

export interface Mesh {
  readonly areaMm2: number;
  /** Signed volume by the divergence theorem. */
  readonly volumeMm3: number;
}

/**
 * Surface and volume of the ROI's marching-cubes mesh, without building it: cubes are counted by their pattern of eight
 * corners, and each pattern's area and volume are known beforehand.
 */
export function meshOf(roi: Roi): Mesh {
  const [sx, sy, sz] = roi.spacingMm;
  const { area, volume, volumePerShift } = patternGeometry([sz, sy, sx]);
  const tally = countPatterns(roi);
  let areaMm2 = 0;
  let volumeMm3 = 0;
  for (let pattern = 1; pattern < 255; pattern++) {
    const count = tally[4 * pattern];
    if (count === 0) continue;
    areaMm2 += count * area[pattern];
    volumeMm3 += count * volume[pattern];
    volumeMm3 += volumePerShift[3 * pattern] * tally[4 * pattern + 1] * sz;
    volumeMm3 += volumePerShift[3 * pattern + 1] * tally[4 * pattern + 2] * sy;
    volumeMm3 += volumePerShift[3 * pattern + 2] * tally[4 * pattern + 3] * sx;
  }
  return { areaMm2, volumeMm3 };
}

/** For each of the 256 patterns: number of cubes, and the sums of their z, y, x positions in the mask padded by one. */
function countPatterns(roi: Roi): Float64Array {
  const [nx, ny, nz] = roi.box.size;
  const [px, py] = [nx + 2, ny + 2];
  const inside = new Uint8Array(px * py * (nz + 2));
  for (const offset of roi.offsets) {
    const row = Math.floor(offset / nx);
    const plane = Math.floor(row / ny);
    inside[offset - row * nx + 1 + px * (row - plane * ny + 1 + py * (plane + 1))] = 1;
  }
  const tally = new Float64Array(256 * 4);
  for (let z = 0; z <= nz; z++)
    for (let y = 0; y <= ny; y++) {
      const near = px * (y + py * z);
      const far = near + px * py;
      for (let x = 0; x <= nx; x++) {
        const a = near + x;
        const b = far + x;
        const pattern =
          inside[a] |
          (inside[a + 1] << 1) |
          (inside[a + px + 1] << 2) |
          (inside[a + px] << 3) |
          (inside[b] << 4) |
          (inside[b + 1] << 5) |
          (inside[b + px + 1] << 6) |
          (inside[b + px] << 7);
        if (pattern === 0 || pattern === 255) continue;
        tally[4 * pattern]++;
        tally[4 * pattern + 1] += z;
        tally[4 * pattern + 2] += y;
        tally[4 * pattern + 3] += x;
      }
    }
  return tally;
}
