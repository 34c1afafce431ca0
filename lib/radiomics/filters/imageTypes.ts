import { fail, ok, type Result } from '@/lib/core/result';
import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import type { ImageTypeName, Settings } from '../parameters/settings';
import type { RadiomicsProblem } from '../problem';

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
 * A filter that cannot be applied (too few voxels along an axis) yields one problem and ends.
 */
export type ImageFilter = (request: FilterRequest) => Iterable<Result<DerivedImage, RadiomicsProblem>>;

const filters: Readonly<Partial<Record<ImageTypeName, ImageFilter>>> = {
  Original: function* ({ image, box }) {
    yield ok({ name: 'original', region: cropToBox(image, box) });
  },
};

/** The derived images of one image type, in PyRadiomics's order. */
export function derivedImages(
  imageType: ImageTypeName,
  request: FilterRequest,
): Iterable<Result<DerivedImage, RadiomicsProblem>> {
  const filter = filters[imageType];
  if (filter) return filter(request);
  return [
    fail({
      code: 'parameters-invalid',
      message: `Image type ${imageType} is not available.`,
      remedy: `Use one of ${Object.keys(filters).join(', ')}.`,
    }),
  ];
}
