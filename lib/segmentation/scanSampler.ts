import type { Volume } from '@/lib/volume/volume';

/** A straight line through the scan: first point and step, in mm along the grid's axes from voxel (0, 0, 0). */
export interface ScanLine {
  x: number;
  y: number;
  z: number;
  dx: number;
  dy: number;
  dz: number;
}

/** Writes HU at `count` points of a line into `out` from `at` on. */
export type ScanSampler = (line: ScanLine, out: Float32Array, at: number, count: number) => void;

const { max, min } = Math;

/** Gas and fat weigh no more than soft tissue, cement and metal no more than cortex: only bone's own edges count. */
const [lowHu, highHu] = [60, 800];
const within = (hu: number): number => max(lowHu, min(highHu, hu));

/** Trilinear, within the attenuation that matters; beyond the scan its edge is repeated. */
export function scanSampler({ data, size, spacingMm }: Volume): ScanSampler {
  const [lastX, lastY, lastZ] = [size[0] - 1, size[1] - 1, size[2] - 1];
  const [stepY, stepZ] = [size[0], size[0] * size[1]];
  return (line, out, at, count) => {
    let [x, y, z] = [line.x / spacingMm[0], line.y / spacingMm[1], line.z / spacingMm[2]];
    const [dx, dy, dz] = [line.dx / spacingMm[0], line.dy / spacingMm[1], line.dz / spacingMm[2]];
    for (let n = 0; n < count; n += 1, x += dx, y += dy, z += dz) {
      const a = max(0, min(lastX, x));
      const b = max(0, min(lastY, y));
      const c = max(0, min(lastZ, z));
      const i = a | 0;
      const j = b | 0;
      const k = c | 0;
      const fx = a - i;
      const fy = b - j;
      const fz = c - k;
      const offset = i + j * stepY + k * stepZ;
      const right = offset + (i < lastX ? 1 : 0);
      const back = j < lastY ? stepY : 0;
      const up = k < lastZ ? stepZ : 0;
      // Written out for the corners of the cell: this runs some million times for one body.
      const [w00, w10, w01, w11] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
      const low =
        w00 * within(data[offset]) +
        w10 * within(data[right]) +
        w01 * within(data[offset + back]) +
        w11 * within(data[right + back]);
      const high =
        w00 * within(data[offset + up]) +
        w10 * within(data[right + up]) +
        w01 * within(data[offset + back + up]) +
        w11 * within(data[right + back + up]);
      out[at + n] = low + fz * (high - low);
    }
  };
}
