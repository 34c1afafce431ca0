import type { Volume } from '@/lib/volume/volume';
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
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i];
  const mean = sum / data.length;
  let squares = 0;
  for (let i = 0; i < data.length; i++) squares += (data[i] - mean) ** 2;
  const scale = 1 / Math.sqrt(squares / (data.length - 1));
  const limit = removeOutliers ?? Infinity;
  const normalised = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = (data[i] - mean) * scale;
    normalised[i] = Math.min(limit, Math.max(-limit, value)) * normalizeScale;
  }
  return { ...image, data: normalised };
}
