import { fail, ok, type Result } from '@/lib/core/result';
import { cropToBox, padBox, type VoxelBox } from '@/lib/volume/box';
import { alignCentres, resampleMaskByFraction, resampleRounded } from '@/lib/volume/resample/centreAligned';
import type { Interpolation } from '@/lib/volume/resample/lineWeights';
import { pointOfContinuousIndex } from '@/lib/volume/resample/physicalSpace';
import { resampleOnto } from '@/lib/volume/resample/resampleOnto';
import type { Geometry, Triple, Volume } from '@/lib/volume/volume';
import type { Interpolator, Settings } from './parameters/settings';
import type { RadiomicsProblem } from './problem';

/** What the pipeline asks of resampling: image and mask on a new grid that covers the ROI and its padding. */
export interface ResampleRequest {
  readonly image: Volume;
  /** Labels; the result carries `settings.label` where the ROI is. */
  readonly mask: Volume;
  /** The label's bounding box on the mask's grid. */
  readonly roiBox: VoxelBox;
  /** resampledPixelSpacing (not null), interpolator, padDistance, label. */
  readonly settings: Settings;
  readonly profile: 'pyradiomics' | 'ibsi';
}

const interpolations: Readonly<Record<Interpolator, Interpolation>> = {
  sitkNearestNeighbor: 'nearest',
  sitkLinear: 'linear',
  sitkBSpline: 'cubic-spline',
};

/** PyRadiomics's grid (corner aligned, cut to the padded ROI box) or IBSI's (centre aligned, rounded, mask >= 0.5). */
export function resampleForExtraction(
  request: ResampleRequest,
): Result<{ readonly image: Volume; readonly mask: Volume }, RadiomicsProblem> {
  const { image, mask, roiBox, settings, profile } = request;
  const spacing = newSpacing(request);
  if (!spacing.every((step) => step > 0 && Number.isFinite(step)))
    return fail({
      code: 'spacing-invalid',
      message: `resampledPixelSpacing is ${spacing.join(' x ')} mm; each must be 0 (keep) or more.`,
      remedy: 'Correct resampledPixelSpacing.',
    });
  const interpolation = interpolations[settings.interpolator];
  if (profile === 'ibsi') {
    const grid = alignCentres(image, spacing);
    return ok({
      image: resampleRounded(image, grid, interpolation),
      mask: resampleMaskByFraction(mask, settings.label, grid),
    });
  }
  if (sameSpacing(image.spacingMm, spacing)) {
    // PyRadiomics then leaves the voxels alone, but still crops.
    const box = padBox(roiBox, settings.padDistance, image.size);
    return ok({ image: cropToBox(image, box), mask: cropToBox(mask, box) });
  }
  const grid = roiGrid(mask, roiBox, spacing, settings.padDistance);
  return ok({ image: resampleOnto(image, grid, interpolation), mask: resampleOnto(mask, grid, 'nearest') });
}

/** The wanted spacing, or the mask's where that is 0 or the ROI is one voxel thick. */
function newSpacing({ mask, roiBox, settings }: ResampleRequest): Triple {
  const wanted = settings.resampledPixelSpacing ?? [0, 0, 0];
  const along = (axis: number) => (wanted[axis] === 0 || roiBox.size[axis] === 1 ? mask.spacingMm[axis] : wanted[axis]);
  return [along(0), along(1), along(2)];
}

/** numpy.allclose with its defaults, which is how PyRadiomics decides. */
const sameSpacing = (current: Triple, wanted: Triple): boolean =>
  current.every((step, axis) => Math.abs(step - wanted[axis]) <= 1e-8 + 1e-5 * Math.abs(wanted[axis]));

/** PyRadiomics's grid: corners of the mask's grid and of the new one coincide; cut to the ROI box and `padding` new voxels. */
export function roiGrid(mask: Geometry, roiBox: VoxelBox, spacingMm: Triple, padding: number): Geometry {
  const along = (axis: number) => {
    const ratio = mask.spacingMm[axis] / spacingMm[axis];
    const start = roiBox.lower[axis];
    const lower = Math.max(0, Math.floor((start - 0.5) * ratio - padding));
    const upper = Math.min(
      Math.ceil((start + roiBox.size[axis] - 0.5) * ratio + padding),
      Math.ceil(mask.size[axis] * ratio) - 1,
    );
    const corner = (0.5 * (spacingMm[axis] - mask.spacingMm[axis])) / mask.spacingMm[axis];
    return { size: upper - lower + 1, first: corner + lower / ratio };
  };
  const [x, y, z] = [along(0), along(1), along(2)];
  return {
    size: [x.size, y.size, z.size],
    spacingMm,
    originLps: pointOfContinuousIndex(mask, [x.first, y.first, z.first]),
    direction: mask.direction,
  };
}
