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

/**
 * The image on a grid, as doubles; positions outside take the image's edge. Whole intensities stay whole: they are
 * rounded (IBSI 2.4, rounding of interpolated CT intensities).
 */
export function resampleRounded(image: Volume, grid: Geometry, interpolation: Interpolation): Volume<Float64Array> {
  const source = new Float64Array(image.data);
  const resampled = resampleOnto({ ...image, data: source }, grid, interpolation, 'extend');
  const { data } = resampled;
  if (source.every(Number.isInteger)) for (let i = 0; i < data.length; i++) data[i] = Math.round(data[i]);
  return resampled;
}

/** The label's region by linear interpolation of its mask; a voxel belongs to it from half on (IBSI 2.4). */
export function resampleMaskByFraction(mask: Volume, label: number, grid: Geometry): Volume<Int32Array> {
  const member = new Float32Array(mask.data.length);
  for (let i = 0; i < member.length; i++) if (mask.data[i] === label) member[i] = 1;
  const { data } = resampleOnto({ ...mask, data: member }, grid, 'linear');
  const region = new Int32Array(data.length);
  for (let i = 0; i < region.length; i++) if (data[i] >= 0.5) region[i] = label;
  return { ...grid, data: region };
}
