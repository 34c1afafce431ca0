import type { VoxelBox } from '@/lib/volume/box';
import type { Geometry, Volume } from '@/lib/volume/volume';
import { type WaveletName, waveletFilters } from '../filters/waveletFamilies';
import type { Boundary } from './boundary';
import { convolveSeparable, type Kernel, type SeparableKernel } from './separableConvolution';

/** In slices across z, or in the volume. */
export type FilterDimensions = 2 | 3;

interface Common {
  readonly dimensions: FilterDimensions;
  readonly boundary: Boundary;
}

/** Filters of the IBSI chapter on convolutional filters, with the settings that its benchmarks name. */
export type IbsiFilter =
  /** `support` voxels along each axis, an odd number. */
  | (Common & { readonly kind: 'mean'; readonly support: number })
  /** Laplacian of Gaussian, its kernel cut off at `cutoff` sigma. */
  | (Common & { readonly kind: 'log'; readonly sigmaMm: number; readonly cutoff: number })
  /**
   * Undecimated separable wavelet by the a trous algorithm; `letters` names the filters along x, y (and z), for
   * instance "LHL". Rotation invariance averages the responses over all right-angle rotations of the kernel.
   */
  | (Common & {
      readonly kind: 'wavelet';
      readonly wavelet: WaveletName;
      readonly letters: string;
      readonly level: number;
      readonly rotationInvariant: boolean;
    });

/** The response map of one filter inside a box of the image (IBSI 2 reference manual, version 4: convolutional filters). */
export function responseMap(image: Volume, box: VoxelBox, filter: IbsiFilter): Volume<Float64Array> {
  return convolveSeparable(image, box, kernelsOf(image, filter), filter.boundary);
}

/** Voxels around a position that its response depends on, at most. */
export function reachOf(image: Geometry, filter: IbsiFilter): number {
  const lengths = kernelsOf(image, filter).flatMap((kernel) => kernel.map((line) => line?.taps.length ?? 1));
  return Math.max(...lengths) - 1;
}

function kernelsOf({ spacingMm }: Geometry, filter: IbsiFilter): readonly SeparableKernel[] {
  const axes = filter.dimensions === 3 ? [0, 1, 2] : [0, 1];
  switch (filter.kind) {
    case 'mean': {
      const kernel = {
        taps: new Float64Array(filter.support).fill(1 / filter.support),
        centre: (filter.support - 1) / 2,
      };
      return [onAxes(axes.map(() => kernel))];
    }
    case 'log':
      return laplacianKernels(
        axes.map((axis) => filter.sigmaMm / spacingMm[axis]),
        filter.cutoff,
      );
    case 'wavelet': {
      const kernels = axes.map((axis) => waveletKernel(filter.wavelet, filter.letters[axis], filter.level));
      return filter.rotationInvariant ? rotations(kernels) : [onAxes(kernels)];
    }
  }
}

/**
 * The Laplacian of Gaussian as a sum over axes of second derivative times Gaussians, which is the sampled kernel
 * -1/sigma^2 (D - |k|^2/sigma^2) exp(-|k|^2 / 2 sigma^2) / (sqrt(2 pi) sigma)^D on a cube of 1 + 2 floor(cutoff sigma + 0.5).
 */
function laplacianKernels(sigmas: readonly number[], cutoff: number): readonly SeparableKernel[] {
  const sampled = (sigma: number, of: (k: number) => number): Kernel => {
    const centre = Math.floor(cutoff * sigma + 0.5);
    return { taps: Float64Array.from({ length: 2 * centre + 1 }, (_, i) => of(i - centre)), centre };
  };
  const gauss = (sigma: number) => (k: number) =>
    Math.exp((-k * k) / (2 * sigma * sigma)) / (Math.sqrt(2 * Math.PI) * sigma);
  const smooth = sigmas.map((sigma) => sampled(sigma, gauss(sigma)));
  const curve = sigmas.map((sigma) =>
    sampled(sigma, (k) => ((k * k) / sigma ** 4 - 1 / (sigma * sigma)) * gauss(sigma)(k)),
  );
  return sigmas.map((_, derived) => onAxes(smooth.map((kernel, axis) => (axis === derived ? curve[axis] : kernel))));
}

/** The filter of one axis: the low-pass filters of the lower levels, then the named one, each dilated to its level. */
function waveletKernel(wavelet: WaveletName, letter: string, level: number): Kernel {
  const { low, high } = waveletFilters(wavelet, false);
  let kernel = dilated(letter === 'H' ? high : low, level);
  for (let lower = level - 1; lower >= 1; lower--) kernel = convolved(dilated(low, lower), kernel);
  return kernel;
}

/** A filter with 2^(level - 1) - 1 zeros between its taps. Even lengths have their centre behind the middle. */
function dilated(filter: Float64Array, level: number): Kernel {
  const step = 2 ** (level - 1);
  const taps = new Float64Array((filter.length - 1) * step + 1);
  filter.forEach((tap, k) => {
    taps[k * step] = tap;
  });
  return { taps, centre: (filter.length / 2) * step };
}

function convolved(a: Kernel, b: Kernel): Kernel {
  const taps = new Float64Array(a.taps.length + b.taps.length - 1);
  a.taps.forEach((left, i) => {
    b.taps.forEach((right, j) => {
      taps[i + j] += left * right;
    });
  });
  return { taps, centre: a.centre + b.centre };
}

/** The kernel under the 4 (plane) or 24 (volume) rotations by right angles, each weighted by their number. */
function rotations(kernels: readonly Kernel[]): readonly SeparableKernel[] {
  const count = kernels.length === 3 ? 24 : 4;
  const weighted = scaledOnce(kernels, 1 / count);
  const flipped = weighted.map((kernel) => mirrored(kernel));
  const flips = kernels.length === 3 ? [0, 1, 2, 3, 4, 5, 6, 7] : [0, 1, 2, 3];
  return permutations(kernels.length).flatMap(({ order, odd }) =>
    flips
      // A rotation turns an even number of axes over after an even permutation, an odd number after an odd one.
      .filter((bits) => isOdd(bits) === odd)
      .map((bits) => onAxes(order.map((source, axis) => ((bits >> axis) & 1 ? flipped[source] : weighted[source])))),
  );
}

const scaledOnce = ([first, ...rest]: readonly Kernel[], factor: number): readonly Kernel[] => [
  { ...first, taps: first.taps.map((tap) => tap * factor) },
  ...rest,
];

const mirrored = ({ taps, centre }: Kernel): Kernel => ({
  taps: taps.slice().reverse(),
  centre: taps.length - 1 - centre,
});

const isOdd = (bits: number): boolean => ((bits ^ (bits >> 1) ^ (bits >> 2)) & 1) === 1;

function permutations(count: number): readonly { order: readonly number[]; odd: boolean }[] {
  if (count === 2)
    return [
      { order: [0, 1], odd: false },
      { order: [1, 0], odd: true },
    ];
  return [
    { order: [0, 1, 2], odd: false },
    { order: [1, 2, 0], odd: false },
    { order: [2, 0, 1], odd: false },
    { order: [1, 0, 2], odd: true },
    { order: [0, 2, 1], odd: true },
    { order: [2, 1, 0], odd: true },
  ];
}

const onAxes = ([x, y, z]: readonly Kernel[]): SeparableKernel => [x, y, z ?? null];
