import { ok, type Result } from '@/lib/core/result';
import { cropToBox, padBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import { checkRoi, checkSameGrid, checkVolume, findRoi } from './checks';
import { type Diagnostics, imageDiagnostics, maskDiagnostics } from './diagnostics';
import { normalise } from './normalise';
import type { Settings } from './parameters/settings';
import type { RadiomicsProblem } from './problem';
import type { Profile } from './profile';
import { resampleForExtraction } from './resampling';
import { resegment } from './resegment';
import { type Roi, roiInBox, tightenRoi } from './roi';
import { readRoi } from './roiValues';

/** An image ready for filtering, and the region on its grid. */
export interface Prepared {
  readonly image: Volume;
  /** Region that intensities are read from. */
  readonly roi: Roi;
  /** Region that shape features describe: the mask as drawn, unless resegmentShape is set. */
  readonly shapeRoi: Roi;
  /** Empty if additionalInfo is off. */
  readonly diagnostics: Diagnostics;
  readonly roiVoxels: { readonly original: number; readonly used: number };
}

/** PyRadiomics's steps before any feature: checks, normalisation, resampling or cropping, checks again, resegmentation. */
export function prepare(
  image: Volume,
  mask: Volume,
  settings: Settings,
  profile: Profile,
): Result<Prepared, RadiomicsProblem> {
  const found = checkInput(image, mask, settings);
  if (!found.ok) return found;
  const diagnostics: Diagnostics[] = [];
  const note = (make: () => Diagnostics) => {
    if (settings.additionalInfo) diagnostics.push(make());
  };
  note(() => imageDiagnostics(image, 'original'));
  note(() => maskDiagnostics(mask, found.value, 'original'));

  const regridded = regrid(
    settings.normalize ? normalise(image, settings) : image,
    mask,
    found.value,
    settings,
    profile,
  );
  if (!regridded.ok) return regridded;
  const { image: usedImage, mask: usedMask, roi } = regridded.value;
  if (settings.resampledPixelSpacing !== null) {
    note(() => imageDiagnostics(usedImage, 'interpolated'));
    note(() => maskDiagnostics(usedMask, roi, 'interpolated', readRoi(usedImage, roi)));
  }
  const checked = checkRoi(roi, settings);
  if (!checked.ok) return checked;

  const resegmented = resegmentTight(usedImage, roi, settings, profile);
  if (!resegmented.ok) return resegmented;
  if (resegmented.value !== roi)
    note(() => maskDiagnostics(usedMask, resegmented.value, 'resegmented', readRoi(usedImage, resegmented.value)));
  return ok({
    image: usedImage,
    roi: resegmented.value,
    shapeRoi: shapeRegion(usedMask, roi, resegmented.value, settings, profile),
    diagnostics: Object.assign({}, ...diagnostics),
    roiVoxels: { original: found.value.offsets.length, used: resegmented.value.offsets.length },
  });
}

function checkInput(image: Volume, mask: Volume, settings: Settings): Result<Roi, RadiomicsProblem> {
  for (const check of [
    () => checkVolume(image, 'image'),
    () => checkVolume(mask, 'mask'),
    () => checkSameGrid(image, mask, settings.geometryTolerance),
  ]) {
    const checked = check();
    if (!checked.ok) return checked;
  }
  return findRoi(mask, settings.label);
}

interface Regridded {
  readonly image: Volume;
  readonly mask: Volume;
  readonly roi: Roi;
}

function regrid(
  image: Volume,
  mask: Volume,
  roi: Roi,
  settings: Settings,
  profile: Profile,
): Result<Regridded, RadiomicsProblem> {
  if (settings.resampledPixelSpacing !== null) {
    const resampled = resampleForExtraction({ image, mask, roiBox: roi.box, settings, profile });
    if (!resampled.ok) return resampled;
    const found = findRoi(resampled.value.mask, settings.label);
    return found.ok ? ok({ ...resampled.value, roi: found.value }) : found;
  }
  if (!settings.preCrop) return ok({ image, mask, roi });
  const checked = checkRoi(roi, settings);
  if (!checked.ok) return checked;
  const box = padBox(roi.box, settings.padDistance, image.size);
  const moved = { lower: roi.box.lower.map((first, axis) => first - box.lower[axis]), size: roi.box.size };
  return ok({
    image: cropToBox(image, box),
    mask: cropToBox(mask, box),
    roi: { ...roi, box: moved as unknown as Roi['box'] },
  });
}

/** The region after re-segmentation; IBSI may follow a range by an outlier filter (2.5), named removeOutliers here. */
function resegmentTight(image: Volume, roi: Roi, settings: Settings, profile: Profile): Result<Roi, RadiomicsProblem> {
  const ranges: Pick<Settings, 'resegmentRange' | 'resegmentMode'>[] = [settings];
  const { removeOutliers, normalize } = settings;
  if (profile === 'ibsi' && removeOutliers !== null && !normalize)
    ranges.push({ resegmentRange: [-removeOutliers, removeOutliers], resegmentMode: 'sigma' });
  let region = roi;
  for (const { resegmentRange, resegmentMode } of ranges) {
    if (resegmentRange === null) continue;
    const resegmented = resegment(image, region, { label: settings.label, resegmentRange, resegmentMode });
    if (!resegmented.ok) return resegmented;
    region = tightenRoi(resegmented.value);
    const checked = checkRoi(region, settings);
    if (!checked.ok) return checked;
  }
  return ok(region);
}

/** PyRadiomics cuts the mask as drawn to the box of the resegmented one; IBSI keeps the whole morphological mask. */
function shapeRegion(mask: Volume, roi: Roi, resegmented: Roi, settings: Settings, profile: Profile): Roi {
  if (settings.resegmentShape) return resegmented;
  return profile === 'ibsi' || resegmented === roi ? roi : roiInBox(mask, settings.label, resegmented.box);
}
