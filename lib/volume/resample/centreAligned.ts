import type { Geometry, Triple, Volume } from '../volume';
import type { Interpolation } from './lineWeights';
import { pointOfContinuousIndex } from './physicalSpace';
import { resampleOnto } from './resampleOnto';

/**
 * A grid of another spacing with the same centre as the image's (IBSI reference manual 2.4, "align by centre"):
 * ceil(n * old / new) voxels along each axis.
 */
export function alignCentres(image: Geometry, spacingMm: Triple): Geometry {
  const along = (axis: number) => {
    const ratio = spacingMm[axis] / image.spacingMm[axis];
    const size = Math.ceil(image.size[axis] / ratio);
    return { size, first: (image.size[axis] - 1 - ratio * (size - 1)) / 2 };
  };
  const [x, y, z] = [along(0), along(1), along(2)];
  return {
    size: [x.size, y.size, z.size],
    spacingMm,
    originLps: pointOfContinuousIndex(image, [x.first, y.first, z.first]),
    direction: image.direction,
  };
}

/** The image on a grid, as double; positions outside take the nearest voxel of the image. */
export function resampleReal(image: Volume, grid: Geometry, interpolation: Interpolation): Volume<Float64Array> {
  return resampleOnto({ ...image, data: Float64Array.from(image.data) }, grid, interpolation, 'extend');
}

/** The image on a grid, rounded to whole intensities if it held whole ones (IBSI 2.4: rounding of CT intensities). */
export function resampleRounded(image: Volume, grid: Geometry, interpolation: Interpolation): Volume<Float64Array> {
  const resampled = resampleReal(image, grid, interpolation);
  if (image.data.every(Number.isInteger))
    for (let i = 0; i < resampled.data.length; i++) resampled.data[i] = Math.round(resampled.data[i]);
  return resampled;
}

/** The label's region by linear interpolation of its mask; a voxel belongs to it from half on (IBSI 2.4). */
export function resampleMaskByFraction(mask: Volume, label: number, grid: Geometry): Volume<Int32Array> {
  const member = Float64Array.from(mask.data, (value: number) => (value === label ? 1 : 0));
  const fraction = resampleOnto({ ...mask, data: member }, grid, 'linear', 'zero');
  return { ...grid, data: Int32Array.from(fraction.data, (value) => (value >= 0.5 ? label : 0)) };
}
