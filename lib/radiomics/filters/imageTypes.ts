import { fail, ok, type Result } from '@/lib/core/result';
import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import type { ImageTypeName, Settings } from '../parameters/settings';
import type { RadiomicsProblem } from '../problem';
import { gradientMagnitude } from './gradientMagnitude';
import { laplacianOfGaussian } from './laplacianOfGaussian';
import { localBinaryPattern } from './localBinaryPattern';
import { largestMagnitude, type PointwiseName, pointwise } from './pointwise';
import { stationaryWavelet } from './stationaryWavelet';
import { isWaveletName, waveletNames } from './waveletFamilies';

/** One filtered image, restricted to the ROI's box. */
export interface DerivedImage {
  /** The first part of a feature's name: "original", "wavelet-LLH", "wavelet2-LLL", "log-sigma-1-0-mm-3D". */
  readonly name: string;
  /**
   * Filtered values on exactly the voxels of the request's box, in the type that PyRadiomics would hold them in
   * (float32 for LoG and gradient, float64 for wavelets of integer images): bins depend on that rounding.
   */
  readonly region: Volume;
}

/** What a filter is asked for. */
export interface FilterRequest {
  /**
   * The whole (normalised, resampled or pre-cropped) image. A filter's values inside the box are those that filtering
   * all of it would give, borders included; a filter reads only the part that the box needs.
   */
  readonly image: Volume;
  /** The ROI's bounding box on the image's grid. */
  readonly box: VoxelBox;
  /** The common settings with those of this image type laid over them. */
  readonly settings: Settings;
}

/**
 * The images that one enabled image type yields, one at a time so that the caller may drop each before the next.
 * An image that cannot be made (too few voxels for one LoG width) yields a problem in its place; PyRadiomics leaves
 * such an image out with a warning, and the others follow.
 */
export type ImageFilter = (request: FilterRequest) => Iterable<Result<DerivedImage, RadiomicsProblem>>;

const filters: Readonly<Record<ImageTypeName, ImageFilter>> = {
  Original: function* ({ image, box }) {
    yield ok({ name: 'original', region: cropToBox(image, box) });
  },
  Wavelet: wavelet,
  LoG: log,
  Square: pointwiseFilter('square'),
  SquareRoot: pointwiseFilter('squareroot'),
  Logarithm: pointwiseFilter('logarithm'),
  Exponential: pointwiseFilter('exponential'),
  Gradient: function* ({ image, box, settings }) {
    yield ok({ name: 'gradient', region: gradientMagnitude(image, box, settings.gradientUseSpacing) });
  },
  LBP2D: function* ({ image, box, settings }) {
    const region = localBinaryPattern(image, box, {
      radius: settings.lbp2DRadius,
      samples: settings.lbp2DSamples,
      method: settings.lbp2DMethod,
      sliceAxis: settings.force2Ddimension,
    });
    yield ok({ name: 'lbp-2D', region });
  },
};

/** The derived images of one image type, in PyRadiomics's order. */
export const derivedImages = (
  imageType: ImageTypeName,
  request: FilterRequest,
): Iterable<Result<DerivedImage, RadiomicsProblem>> => filters[imageType](request);

function* wavelet({ image, box, settings }: FilterRequest): Generator<Result<DerivedImage, RadiomicsProblem>> {
  if (!isWaveletName(settings.wavelet)) {
    yield fail({
      code: 'parameters-invalid',
      message: `Wavelet "${settings.wavelet}" is not available.`,
      remedy: `Use one of ${waveletNames.join(', ')}.`,
    });
    return;
  }
  const along = (arrayAxis: number) => !(settings.force2D && settings.force2Ddimension === arrayAxis);
  const bands = stationaryWavelet({
    image,
    box,
    wavelet: settings.wavelet,
    startLevel: settings.start_level,
    levels: settings.level,
    transformed: [along(2), along(1), along(0)],
  });
  for (const { letters, level, region } of bands)
    yield ok({ name: `wavelet${level === 1 ? '' : level}-${letters}`, region });
}

function* log({ image, box, settings }: FilterRequest): Generator<Result<DerivedImage, RadiomicsProblem>> {
  for (const sigma of settings.sigma) {
    const region = laplacianOfGaussian(image, box, sigma);
    if (region) yield ok({ name: logName(sigma), region });
    else
      yield fail({
        code: 'roi-too-small-for-filter',
        message: `LoG with sigma ${sigma} mm needs 4 voxels and ceil(sigma / spacing) + 1 along each axis; the image has ${image.size.join(' x ')}.`,
        remedy: 'Leave this sigma out, or keep more of the image around the region (padDistance).',
      });
  }
}

/** PyRadiomics's name; Python writes a whole sigma as "1.0". */
const logName = (sigma: number): string =>
  `log-sigma-${(Number.isInteger(sigma) ? sigma.toFixed(1) : String(sigma)).replace('.', '-')}-mm-3D`;

function pointwiseFilter(name: PointwiseName): ImageFilter {
  return function* ({ image, box }) {
    yield ok({ name, region: pointwise(name, image, box, largestMagnitude(image)) });
  };
}
