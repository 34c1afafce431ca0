import type { Volume, VoxelArray } from '@/lib/volume/volume';
import type { Settings } from './parameters/settings';

/**
 * The whole image shifted and scaled to mean 0 and (sample) standard deviation `normalizeScale`, after cutting off what
 * lies more than `removeOutliers` standard deviations from the mean. The result is float64, as ITK gives it.
 */
export function normalise(
  image: Volume,
  { normalizeScale, removeOutliers }: Pick<Settings, 'normalizeScale' | 'removeOutliers'>,
): Volume<Float64Array> {
  const { data } = image;
  const sum = compensatedSum(data, (value) => value);
  const squares = compensatedSum(data, (value) => value * value);
  const mean = sum / data.length;
  // ITK's form of the variance: a bin edge in the middle of the range makes the last digit matter.
  const scale = 1 / Math.sqrt((squares - (sum * sum) / data.length) / (data.length - 1));
  const limit = removeOutliers ?? Infinity;
  const normalised = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = (data[i] - mean) * scale;
    normalised[i] = Math.min(limit, Math.max(-limit, value)) * normalizeScale;
  }
  return { ...image, data: normalised };
}

/** Kahan's summation, which ITK's statistics use. */
function compensatedSum(data: VoxelArray, of: (value: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < data.length; i++) {
    const added = of(data[i]) - lost;
    const next = sum + added;
    lost = next - sum - added;
    sum = next;
  }
  return sum;
}
