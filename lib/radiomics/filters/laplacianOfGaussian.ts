import { originOfBox, type VoxelBox } from '@/lib/volume/box';
import type { Triple, Volume } from '@/lib/volume/volume';
import { secondDerivativeFilter, smoothingFilter } from './recursiveGaussian';
import { filterLines } from './recursiveLines';

/**
 * How far the recursive filter is followed, in sigma. Its slowest pole decays by exp(-1.37) each sigma, so that what
 * lies beyond 14 changes a response by less than 1e-7 of their range: the last digit of a float32 at most.
 */
const reachInSigma = 14;

/**
 * The scale-normalised Laplacian of Gaussian of ITK's LaplacianRecursiveGaussianImageFilter, which PyRadiomics uses,
 * inside a box: along each axis the second derivative, times sigma squared, then smoothing along the other two,
 * each pass stored as float32. The image is extended by its border voxels. Only the box and 14 sigma around it are read.
 * @param sigmaMm above 0
 * @returns undefined when the image is too small: fewer than 4 voxels, or than ceil(sigma / spacing) + 1, along an axis
 */
export function laplacianOfGaussian(image: Volume, box: VoxelBox, sigmaMm: number): Volume<Float32Array> | undefined {
  const { size, spacingMm } = image;
  if (size.some((count, axis) => count < 4 || count < Math.ceil(sigmaMm / spacingMm[axis]) + 1)) return undefined;
  const { lower, samples, size: readSize } = readAround(image, box, sigmaMm);
  const out = new Float32Array(box.size[0] * box.size[1] * box.size[2]);
  for (let derived = 0; derived < 3; derived++) {
    let data: Float64Array = samples;
    let current = readSize;
    for (const axis of [derived, ...[0, 1, 2].filter((other) => other !== derived)]) {
      const sigma = sigmaMm / spacingMm[axis];
      const filter = axis === derived ? secondDerivativeFilter(sigma, sigmaMm * sigmaMm) : smoothingFilter(sigma);
      data = filterLines(data, current, axis, filter, box.lower[axis] - lower[axis], box.size[axis]);
      current = replaced(current, axis, box.size[axis]);
    }
    const scale = 1 / (spacingMm[derived] * spacingMm[derived]);
    for (let i = 0; i < out.length; i++) out[i] += data[i] * scale;
  }
  return { ...image, data: out, size: box.size, originLps: originOfBox(image, box) };
}

/** The box and the filter's reach around it, within the image, as doubles. */
function readAround({ data, size, spacingMm }: Volume, box: VoxelBox, sigmaMm: number) {
  const reach = (axis: number) => Math.max(4, Math.ceil((reachInSigma * sigmaMm) / spacingMm[axis]));
  const first = (axis: number) => Math.max(0, box.lower[axis] - reach(axis));
  const past = (axis: number) => Math.min(size[axis], box.lower[axis] + box.size[axis] + reach(axis));
  const lower: Triple = [first(0), first(1), first(2)];
  const readSize: Triple = [past(0) - lower[0], past(1) - lower[1], past(2) - lower[2]];
  const samples = new Float64Array(readSize[0] * readSize[1] * readSize[2]);
  let to = 0;
  for (let z = 0; z < readSize[2]; z++)
    for (let y = 0; y < readSize[1]; y++, to += readSize[0]) {
      const from = lower[0] + size[0] * (lower[1] + y + size[1] * (lower[2] + z));
      samples.set(data.subarray(from, from + readSize[0]), to);
    }
  return { lower, size: readSize, samples };
}

const replaced = ([x, y, z]: Triple, axis: number, value: number): Triple =>
  axis === 0 ? [value, y, z] : axis === 1 ? [x, value, z] : [x, y, value];
