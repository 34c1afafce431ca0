import type { PerHundred } from '@/lib/core/perHundred';

/** On which side of a threshold, in people out of 100, an estimate lies as it is shown; a bound may leave that open. */
export function thresholdSide({ count, cap }: PerHundred, threshold: number): string {
  if (cap === 'atLeast' && count < threshold) return 'perhaps at or above';
  if (cap === 'atMost' && count >= threshold) return 'perhaps below';
  return count >= threshold ? 'at or above' : 'below';
}
