import type { Triple, Volume } from '@/lib/volume/volume';

/** Middle and half size of a body's box, mm from voxel (0, 0, 0). */
export interface BodyFrame {
  readonly centre: Triple;
  readonly half: Triple;
}

/** Attenuation around a body on a 1 mm grid; positions are in mm from the centre of voxel (0, 0, 0) of the scan. */
export interface CropImage {
  readonly startMm: Triple;
  readonly size: Triple;
  readonly data: Float32Array;
}

const { floor, ceil, max, min } = Math;

/** Resamples the box and its margin to 1 mm (trilinear) and smooths it by [1 2 1] / 4 along each axis, against noise. */
export function smoothedCrop(volume: Volume, { centre, half }: BodyFrame, marginMm: number): CropImage {
  const axes = [0, 1, 2] as const;
  const start = axes.map((axis) => floor(centre[axis] - half[axis] - marginMm));
  const size = axes.map((axis) => ceil(2 * (half[axis] + marginMm)) + 2);
  const [nx, ny] = size;
  const taps = axes.map((axis) => Array.from({ length: size[axis] }, (_, i) => tap(volume, axis, start[axis] + i)));
  const data = new Float32Array(nx * ny * size[2]);
  const [stepY, stepZ] = [volume.size[0], volume.size[0] * volume.size[1]];
  const source = volume.data;
  let offset = 0;
  for (const [z0, z1, fz] of taps[2]) {
    for (const [y0, y1, fy] of taps[1]) {
      for (const [x0, x1, fx] of taps[0]) {
        const row = (y: number, z: number) => {
          const at = y * stepY + z * stepZ;
          return source[at + x0] * (1 - fx) + source[at + x1] * fx;
        };
        data[offset] =
          (row(y0, z0) * (1 - fy) + row(y1, z0) * fy) * (1 - fz) + (row(y0, z1) * (1 - fy) + row(y1, z1) * fy) * fz;
        offset += 1;
      }
    }
  }
  let smooth = data;
  for (const stride of [1, nx, nx * ny]) smooth = smoothAlong(smooth, stride);
  return { startMm: [start[0], start[1], start[2]], size: [size[0], size[1], size[2]], data: smooth };
}

/** Neighbours and weight of the upper one; outside the scan its edge is repeated. */
function tap(volume: Volume, axis: 0 | 1 | 2, mm: number): readonly [number, number, number] {
  const last = volume.size[axis] - 1;
  const index = max(0, min(last, mm / volume.spacingMm[axis]));
  const low = min(floor(index), max(0, last - 1));
  return [low, min(last, low + 1), index - low];
}

function smoothAlong(data: Float32Array, stride: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(data.length);
  for (let i = 0; i < data.length; i += 1)
    out[i] = (data[max(0, i - stride)] + 2 * data[i] + data[min(data.length - 1, i + stride)]) / 4;
  return out;
}

/** Trilinear value at a position in mm; outside the crop its edge is repeated. */
export function valueAt({ startMm, size, data }: CropImage, x: number, y: number, z: number): number {
  const a = max(0, min(size[0] - 1.001, x - startMm[0]));
  const b = max(0, min(size[1] - 1.001, y - startMm[1]));
  const c = max(0, min(size[2] - 1.001, z - startMm[2]));
  const [i, j, k] = [floor(a), floor(b), floor(c)];
  const [fa, fb, fc] = [a - i, b - j, c - k];
  const at = i + size[0] * (j + size[1] * k);
  const up = size[0] * size[1];
  const line = (o: number) => data[o] * (1 - fa) + data[o + 1] * fa;
  return (
    (line(at) * (1 - fb) + line(at + size[0]) * fb) * (1 - fc) +
    (line(at + up) * (1 - fb) + line(at + up + size[0]) * fb) * fc
  );
}
