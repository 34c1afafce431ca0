/** Fewer than this many patients beyond a bound say nothing about predictions out there. */
const leastPatients = 10;

/**
 * The range of predictions that a validation covered: at each end at least ten of its patients lie at or beyond the bound.
 * What a program shows beyond it is a bound and no number (experience.md S10).
 * @param p predictions for the validation patients, 0 to 1.
 * @returns undefined where there are too few patients for a range.
 */
export function validatedRange(p: ArrayLike<number>): { readonly low: number; readonly high: number } | undefined {
  if (p.length < 2 * leastPatients) return undefined;
  const sorted = Array.from(p).sort((a, b) => a - b);
  const [low, high] = [sorted[leastPatients - 1], sorted[sorted.length - leastPatients]];
  return low < high ? { low, high } : undefined;
}
