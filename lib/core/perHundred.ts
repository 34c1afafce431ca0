/**
 * A probability as people read it: a natural frequency out of 100 (experience.md R1, R2, R20, S10).
 * The one rounding of the product: screen, array, print, RiskAssessment narrative and cards all call it.
 */
export interface PerHundred {
  /** Whole number of people out of 100 with the outcome; fills the icon array. */
  readonly count: number;
  /** People out of 100 without it; the two add up to 100. */
  readonly rest: number;
  /** What is written: the count, or "fewer than 1" / "more than 99" where rounding would claim certainty. */
  readonly label: string;
  /** The same where space is short: "<1", "31", ">99". */
  readonly short: string;
  /** Where rounding would claim certainty: it gives 0 or 100 of 100. */
  readonly cap: 'none' | 'low' | 'high';
  /** In a sentence: "about 31", or the cap, which takes no "about". */
  readonly about: string;
  /** The same for those without the outcome: "about 69", "more than 99". */
  readonly aboutRest: string;
}

/** @param probability 0 to 1. Halves round up. Throws a RangeError outside 0..1: a caller's bug, never a patient's value. */
export function perHundred(probability: number): PerHundred {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`probability ${probability} is outside 0 to 1`);
  const count = Math.round(probability * 100);
  // The cap follows from the count, so that a count that was written to a chart and read again is said in the same words.
  const cap = count === 0 ? 'low' : count === 100 ? 'high' : 'none';
  const label = cap === 'low' ? 'fewer than 1' : cap === 'high' ? 'more than 99' : String(count);
  const short = cap === 'low' ? '<1' : cap === 'high' ? '>99' : String(count);
  const rest = 100 - count;
  const about = cap === 'none' ? `about ${count}` : label;
  const aboutRest = cap === 'low' ? 'more than 99' : cap === 'high' ? 'fewer than 1' : `about ${rest}`;
  return { count, rest, label, short, cap, about, aboutRest };
}
