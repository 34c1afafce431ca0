import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import type { Volume, VoxelArray } from '@/lib/volume/volume';

/** Filters that map each voxel by itself; PyRadiomics scales them by the largest magnitude in the whole image. */
export type PointwiseName = 'square' | 'squareroot' | 'logarithm' | 'exponential';

/** @returns one filter's value of an intensity, given the largest magnitude of the whole image */
const mappings: Readonly<Record<PointwiseName, (maximum: number) => (value: number) => number>> = {
  /** (x / sqrt(max))^2 */
  square: (maximum) => {
    const factor = 1 / Math.sqrt(maximum);
    return (value) => factor * value * (factor * value);
  },
  /** sign(x) sqrt(|x| max) */
  squareroot: (maximum) => (value) =>
    value > 0 ? Math.sqrt(value * maximum) : value < 0 ? -Math.sqrt(-value * maximum) : value,
  /** sign(x) ln(|x| + 1) max / ln(max + 1) */
  logarithm: (maximum) => {
    const factor = maximum / Math.log(maximum + 1);
    return (value) => (value > 0 ? Math.log(value + 1) : value < 0 ? -Math.log(1 - value) : value) * factor;
  },
  /** exp(x ln(max) / max) */
  exponential: (maximum) => {
    const factor = Math.log(maximum) / maximum;
    return (value) => Math.exp(factor * value);
  },
};

/** @param maximum largest magnitude of the whole image, `largestMagnitude` */
export function pointwise(name: PointwiseName, image: Volume, box: VoxelBox, maximum: number): Volume<Float64Array> {
  const region = cropToBox(image, box);
  return { ...region, data: Float64Array.from(region.data, mappings[name](maximum)) };
}

const known = new WeakMap<VoxelArray, number>();

/** The largest |voxel|; kept for as long as the voxels live, since four filters ask for it. */
export function largestMagnitude({ data }: Volume): number {
  const before = known.get(data);
  if (before !== undefined) return before;
  let lowest = 0;
  let highest = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value > highest) highest = value;
    else if (value < lowest) lowest = value;
  }
  const magnitude = Math.max(highest, -lowest);
  known.set(data, magnitude);
  return magnitude;
}
