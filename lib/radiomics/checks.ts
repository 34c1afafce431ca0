import { fail, ok, type Result } from '@/lib/core/result';
import type { Geometry, Volume } from '@/lib/volume/volume';
import type { Settings } from './parameters/settings';
import type { RadiomicsProblem, RadiomicsProblemCode } from './problem';
import { type Roi, roiOfLabel } from './roi';

type Checked<T> = Result<T, RadiomicsProblem>;

/** Refuses volumes on which nothing can be computed: data that do not fill the grid, spacing, or values that are no numbers. */
export function checkVolume(volume: Volume, what: 'image' | 'mask'): Checked<void> {
  const voxels = volume.size[0] * volume.size[1] * volume.size[2];
  if (volume.data.length !== voxels || voxels === 0)
    return refuse(
      'geometry-mismatch',
      `The ${what} holds ${volume.data.length} voxels where its size ${volume.size.join(' x ')} needs ${voxels}.`,
      `Read the ${what} again: the file may be truncated.`,
    );
  if (!volume.spacingMm.every((spacing) => spacing > 0 && Number.isFinite(spacing)))
    return refuse(
      'spacing-invalid',
      `The ${what}'s spacing is ${volume.spacingMm.join(' x ')} mm; each must be greater than 0.`,
      'Correct the spacing in the file.',
    );
  if (volume.data instanceof Float32Array || volume.data instanceof Float64Array) {
    const at = volume.data.findIndex((value: number) => !Number.isFinite(value));
    if (at >= 0)
      return refuse(
        'voxels-not-finite',
        `Voxel ${at} of the ${what} is ${volume.data[at]}; every voxel must be a finite number.`,
        `Replace the missing values of the ${what}.`,
      );
  }
  return ok(undefined);
}

/**
 * Refuses an image and a mask that do not lie on one grid, as ITK compares them: origin and spacing within a tolerance
 * relative to the first spacing, direction cosines within the tolerance.
 */
export function checkSameGrid(image: Geometry, mask: Geometry, tolerance: number): Checked<void> {
  if (!image.size.every((count, axis) => count === mask.size[axis]))
    return mismatch(`size ${image.size.join(' x ')}`, `size ${mask.size.join(' x ')}`);
  const allowed = tolerance * image.spacingMm[0];
  const near = (a: readonly number[], b: readonly number[], limit: number) =>
    a.every((value, i) => Math.abs(value - b[i]) <= limit);
  if (!near(image.spacingMm, mask.spacingMm, allowed))
    return mismatch(`spacing ${image.spacingMm.join(' x ')} mm`, `spacing ${mask.spacingMm.join(' x ')} mm`);
  if (!near(image.originLps, mask.originLps, allowed))
    return mismatch(`origin (${image.originLps.join(', ')}) mm`, `origin (${mask.originLps.join(', ')}) mm`);
  if (!near(image.direction, mask.direction, tolerance))
    return mismatch(`direction (${image.direction.join(', ')})`, `direction (${mask.direction.join(', ')})`);
  return ok(undefined);
}

/** The region of the label in the mask, or PyRadiomics's own words on why there is none. */
export function findRoi(mask: Volume, label: number): Checked<Roi> {
  const roi = roiOfLabel(mask, label);
  if (roi) return ok(roi);
  const labels = [...new Set<number>(mask.data)].filter((value) => value !== 0).sort((a, b) => a - b);
  if (labels.length === 0)
    return refuse(
      'mask-empty',
      'No labels found in this mask (i.e. nothing is segmented)!',
      'Draw the region, or choose the mask that holds it.',
    );
  const width = String(labels[labels.length - 1]).length;
  const choice = labels.map((value) => String(value).padStart(width)).join(' ');
  return refuse(
    'label-absent',
    `Label (${label}) not present in mask. Choose from [${choice}]`,
    'Set the parameter "label" to a label of this mask.',
  );
}

/** PyRadiomics's conditions on the size of a region. */
export function checkRoi(
  roi: Roi,
  { minimumROIDimensions, minimumROISize }: Pick<Settings, 'minimumROIDimensions' | 'minimumROISize'>,
): Checked<void> {
  const dimensions = roi.box.size.filter((voxels) => voxels > 1).length;
  if (dimensions === 0)
    return refuse(
      'roi-single-voxel',
      'mask only contains 1 segmented voxel! Cannot extract features for a single voxel.',
      'Segment the whole structure.',
    );
  if (dimensions < minimumROIDimensions)
    return refuse(
      'roi-too-few-dimensions',
      `mask has too few dimensions (number of dimensions ${dimensions}, minimum required ${minimumROIDimensions})`,
      'Segment more slices, or lower minimumROIDimensions.',
    );
  if (minimumROISize !== null && roi.offsets.length <= minimumROISize)
    return refuse(
      'roi-too-small',
      `Size of the ROI is too small (minimum size: ${minimumROISize}, ROI size: ${roi.offsets.length})`,
      'Segment the whole structure, or lower minimumROISize.',
    );
  return ok(undefined);
}

const mismatch = (found: string, expected: string): Checked<never> =>
  refuse(
    'geometry-mismatch',
    `Image and mask do not lie on one grid: the image has ${found}, the mask ${expected}.`,
    'Resample the mask onto the image, or raise geometryTolerance if the difference is rounding.',
  );

export const refuse = (code: RadiomicsProblemCode, message: string, remedy: string): Checked<never> =>
  fail({ code, message, remedy });
