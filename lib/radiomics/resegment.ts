import { ok, type Result } from '@/lib/core/result';
import type { Volume } from '@/lib/volume/volume';
import { refuse } from './checks';
import type { Settings } from './parameters/settings';
import type { RadiomicsProblem } from './problem';
import { filterRoi, type Roi } from './roi';
import { readRoi } from './roiValues';

type ResegmentSettings = Pick<Settings, 'resegmentMode' | 'label'> & { readonly resegmentRange: readonly number[] };

/**
 * The region without voxels outside a closed range of intensities, in the old box. The range is given in the image's
 * unit (absolute), as shares of the ROI's maximum (relative), or in standard deviations about its mean (sigma).
 */
export function resegment(image: Volume, roi: Roi, settings: ResegmentSettings): Result<Roi, RadiomicsProblem> {
  const values = readRoi(image, roi);
  const [lower, upper = Infinity] = thresholds(values, settings, image.data instanceof Float32Array);
  const kept = filterRoi(roi, (voxel) => values[voxel] >= lower && values[voxel] <= upper);
  if (kept.offsets.length > 1) return ok(kept);
  return refuse(
    'roi-too-small',
    `Resegmentation excluded too many voxels with label ${settings.label} (retained ${kept.offsets.length} voxel(s))! Cannot extract features`,
    'Widen resegmentRange, or check the unit of the image.',
  );
}

/** Ascending; numpy keeps mean and deviation of a float32 image in float32. */
function thresholds(values: Float64Array, { resegmentRange, resegmentMode }: ResegmentSettings, float32: boolean) {
  const range = [...resegmentRange].sort((a, b) => a - b);
  if (resegmentMode === 'absolute') return range;
  if (resegmentMode === 'relative') {
    const maximum = values.reduce((a, b) => Math.max(a, b), -Infinity);
    return range.map((share) => maximum * share);
  }
  const stored = float32 ? Math.fround : (value: number) => value;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return range.map((deviations) => stored(mean) + stored(Math.sqrt(variance)) * deviations);
}
