import type { DistanceSummary, ModelManifest } from './manifest';

/** How far a case lies from the training data. */
export interface TrainingDistance {
  readonly distance: number;
  /** 0 to 100, by the training patients' own distances; 100 beyond the farthest. */
  readonly percentile: number;
  readonly similarPatients?: number;
}

/** @param values of the manifest's inputs in order, in their own units. Undefined if the package has no summary. */
export function trainingDistance(values: readonly number[], manifest: ModelManifest): TrainingDistance | undefined {
  const summary = manifest.distance;
  if (!summary) return undefined;
  const index = new Map(manifest.inputs.map((input, i) => [input.name, i]));
  const whitened = whiten(
    summary.inputs.map((name) => values[index.get(name)!]),
    summary,
  );
  const distance = rootMeanSquare(whitened);
  return { distance, percentile: percentileOf(distance, summary), similarPatients: countSimilar(whitened, summary) };
}

/** Robust z-scores, clipped, decorrelated by the summary's triangle. */
export function whiten(
  values: readonly number[],
  { centre, scale, clip, whiten: triangle }: Pick<DistanceSummary, 'centre' | 'scale' | 'clip' | 'whiten'>,
): number[] {
  const z = values.map((value, i) => Math.max(-clip, Math.min(clip, (value - centre[i]) / scale[i])));
  return triangle.map((row) => row.reduce((sum, weight, j) => sum + weight * z[j], 0));
}

export const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

function percentileOf(distance: number, { percentiles }: DistanceSummary): number {
  const above = percentiles.findIndex((at) => at.distance >= distance);
  if (above === -1) return 100;
  const upper = percentiles[above];
  if (above === 0) return upper.percentile;
  const lower = percentiles[above - 1];
  const fraction = (distance - lower.distance) / (upper.distance - lower.distance);
  return lower.percentile + fraction * (upper.percentile - lower.percentile);
}

function countSimilar(whitened: readonly number[], { groups, similarWithin }: DistanceSummary): number | undefined {
  if (!groups || similarWithin === undefined) return undefined;
  return groups
    .filter(({ centre }) => rootMeanSquare(whitened.map((value, i) => value - centre[i])) <= similarWithin)
    .reduce((sum, { patients }) => sum + patients, 0);
}
