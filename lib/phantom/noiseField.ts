import { seededRandom } from '@/lib/core/random';

const { ceil, exp, floor, sqrt } = Math;

/** Periodic smooth noise with mean 0 and SD 1, sampled between its nodes. */
export type NoiseField = (x: number, y: number, z: number) => number;

const edge = 32;
const mask = edge - 1;

/** Value noise on a 32^3 lattice that repeats, trilinear between nodes. Coordinates in nodes. */
export function noiseField(seed: number, stream: string): NoiseField {
  const random = seededRandom(seed, stream);
  // Trilinear mixing lowers the SD to 0.544 on average; the nodes start higher by that.
  const nodes = Float32Array.from({ length: edge ** 3 }, () => random.normal() / 0.544);
  return (x, y, z) => {
    const [fx, fy, fz] = [floor(x), floor(y), floor(z)];
    const [tx, ty, tz] = [x - fx, y - fy, z - fz];
    const x0 = fx & mask;
    const x1 = (fx + 1) & mask;
    const y0 = (fy & mask) * edge;
    const y1 = ((fy + 1) & mask) * edge;
    const z0 = (fz & mask) * edge * edge;
    const z1 = ((fz + 1) & mask) * edge * edge;
    const near = mix(
      mix(nodes[x0 + y0 + z0], nodes[x1 + y0 + z0], tx),
      mix(nodes[x0 + y1 + z0], nodes[x1 + y1 + z0], tx),
      ty,
    );
    const far = mix(
      mix(nodes[x0 + y0 + z1], nodes[x1 + y0 + z1], tx),
      mix(nodes[x0 + y1 + z1], nodes[x1 + y1 + z1], tx),
      ty,
    );
    return mix(near, far, tz);
  };
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

const tileEdge = 256;

/** In-plane scanner noise with SD 1: the value for a voxel of slice z. */
export type ScannerNoise = (x: number, y: number, z: number) => number;

/**
 * White noise for a bone kernel; for a soft one it is correlated over `correlationMm`. Taken from tiles at another offset
 * in each slice, because drawing 40 million normals would take longer than the whole rest.
 */
export function scannerNoise(seed: number, correlationVoxels: number): ScannerNoise {
  const random = seededRandom(seed, 'scanner noise');
  const tile = smoothed(
    Float32Array.from({ length: tileEdge * tileEdge }, () => random.normal()),
    correlationVoxels,
  );
  const offsets = Int32Array.from({ length: 4096 }, () => random.integer(tileEdge * tileEdge));
  return (x, y, z) => {
    const offset = offsets[(z * 67 + (x >> 8) * 17 + (y >> 8) * 29) & 4095];
    return tile[(x + (y << 8) + offset) & 0xffff];
  };
}

/** A periodic Gaussian blur along rows and columns, brought back to SD 1. */
function smoothed(tile: Float32Array, sigma: number): Float32Array {
  if (sigma < 0.2) return tile;
  const reach = ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const pass = (source: Float32Array, step: number) =>
    source.map((_, at) =>
      weights.reduce((sum, weight, i) => sum + weight * source[(at + (i - reach) * step) & 0xffff], 0),
    );
  const blurred = pass(pass(tile, 1), tileEdge);
  const sd = sqrt(blurred.reduce((sum, value) => sum + value * value, 0) / blurred.length);
  return blurred.map((value) => value / sd);
}
