import { ageInDays } from '@/lib/core/dates';
import type { ChartData } from './chartData';
import type { Correction } from './modelInputs';

/** Bone density older than this is shown as old (C: 24 months); the model's manifest may be stricter. */
export const defaultBmdLimitDays = 730;

/** Whether a bone density that is recent enough is known: by the clinician's correction, which counts first, or by the chart. */
export function isBoneDensityInForce(
  { tScore }: Pick<ChartData, 'tScore'>,
  corrections: readonly Correction[],
  now: Date,
): boolean {
  const correction = corrections.find(({ input }) => input === 'tScore');
  if (!correction) return tScore.state === 'present' || tScore.state === 'conflict';
  return correction.measuredOn !== undefined && ageInDays(correction.measuredOn, now) <= defaultBmdLimitDays;
}
