import { fail, ok, type Result } from '@/lib/core/result';
import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import { responseMap } from '../ibsi/responseMaps';
import type { ImageTypeName, Settings } from '../parameters/settings';
import type { RadiomicsProblem } from '../problem';
import type { Profile } from '../profile';
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
  /** "ibsi" takes IBSI 2's Laplacian of Gaussian and wavelets in place of PyRadiomics's. */
  readonly profile?: Profile;
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
): Iterable<Result<DerivedImage, RadiomicsProblem>> => {
  const filter = request.profile === 'ibsi' ? (ibsiFilters[imageType] ?? filters[imageType]) : filters[imageType];
  return filter(request);
};

/** Where IBSI 2 defines a filter, the profile "ibsi" follows it. */
const ibsiFilters: Readonly<Partial<Record<ImageTypeName, ImageFilter>>> = { LoG: ibsiLog, Wavelet: ibsiWavelet };

/** IBSI's benchmark settings: kernel cut off at 4 sigma, mirrored boundary. */
function* ibsiLog({ image, box, settings }: FilterRequest): Generator<Result<DerivedImage, RadiomicsProblem>> {
  const dimensions = ibsiDimensions(settings);
  if (!dimensions.ok) return void (yield dimensions);
  for (const sigmaMm of settings.sigma) {
    const filter = { kind: 'log', dimensions: dimensions.value, sigmaMm, cutoff: 4, boundary: 'mirror' } as const;
    yield ok({ name: logName(sigmaMm), region: responseMap(image, box, filter) });
  }
}

function* ibsiWavelet({ image, box, settings }: FilterRequest): Generator<Result<DerivedImage, RadiomicsProblem>> {
  const dimensions = ibsiDimensions(settings);
  if (!dimensions.ok) return void (yield dimensions);
  const { wavelet } = settings;
  if (!isWaveletName(wavelet)) return void (yield unknownWavelet(wavelet));
  for (let step = 1; step <= settings.level; step++)
    for (const letters of bandsOf(dimensions.value, step === settings.level)) {
      const level = settings.start_level + step;
      const filter = { kind: 'wavelet', dimensions: dimensions.value, wavelet, letters, level } as const;
      const region = responseMap(image, box, { ...filter, rotationInvariant: false, boundary: 'mirror' });
      yield ok({ name: waveletName(step, letters), region });
    }
}

/** Band names with x first; the approximation comes last, and only with the last level. */
function bandsOf(axes: number, withApproximation: boolean): readonly string[] {
  const all = Array.from({ length: 2 ** axes }, (_, code) =>
    code.toString(2).padStart(axes, '0').replaceAll('0', 'L').replaceAll('1', 'H'),
  );
  return withApproximation ? [...all.slice(1), all[0]] : all.slice(1);
}

function ibsiDimensions({ force2D, force2Ddimension }: Settings): Result<2 | 3, RadiomicsProblem> {
  if (!force2D) return ok(3);
  if (force2Ddimension === 0) return ok(2);
  return fail({
    code: 'parameters-invalid',
    message: `IBSI filters by slice work across z; force2Ddimension is ${force2Ddimension}, 0 is expected.`,
    remedy: 'Set force2Ddimension to 0, or use the pyradiomics profile.',
  });
}

function* wavelet({ image, box, settings }: FilterRequest): Generator<Result<DerivedImage, RadiomicsProblem>> {
  if (!isWaveletName(settings.wavelet)) {
    yield unknownWavelet(settings.wavelet);
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
  for (const { letters, level, region } of bands) yield ok({ name: waveletName(level, letters), region });
}

const waveletName = (level: number, letters: string): string => `wavelet${level === 1 ? '' : level}-${letters}`;

const unknownWavelet = (name: string) =>
  fail<RadiomicsProblem>({
    code: 'parameters-invalid',
    message: `Wavelet "${name}" is not available.`,
    remedy: `Use one of ${waveletNames.join(', ')}.`,
  });

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
