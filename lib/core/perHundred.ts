/**
 * A probability as people read it: a natural frequency out of 100 (experience.md R1, R2, R20, S10).
 * The one rounding of the product: screen, array, print, RiskAssessment narrative and cards all call it.
 */
export interface PerHundred {
  /** Whole number of people out of 100 with the outcome; fills the icon array. */
  readonly count: number;
  /** People out of 100 without it; the two add up to 100. */
  readonly rest: number;
  /** What is written: the count, or a bound such as "fewer than 1" or "50 or more". */
  readonly label: string;
  /** The same where space is short: "<1", "31", "≥50". */
  readonly short: string;
  readonly cap: Cap;
  /** In a sentence: "about 31", or the cap, which takes no "about". */
  readonly about: string;
  /** The same for those without the outcome: "about 69", "more than 99", "50 or fewer". */
  readonly aboutRest: string;
}

/**
 * Why a count is a bound: rounding would claim certainty, 0 or 100 of 100 (low, high), or validation reached no further
 * (atMost, atLeast).
 */
export type Cap = 'none' | 'low' | 'high' | 'atMost' | 'atLeast';

/** The ends of a range, both as probabilities or both in per cent. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The range of probabilities that validation covered; beyond it only "50 or more" can be said. */
export type DisplayRange = Bounds;

/** Of per cent, as charts hold them, the probabilities. */
export const fractionsOf = ({ low, high }: Bounds): Bounds => ({ low: low / 100, high: high / 100 });

/** The cap of those without the outcome. */
export const oppositeCap: Readonly<Record<Cap, Cap>> = {
  none: 'none',
  low: 'high',
  high: 'low',
  atMost: 'atLeast',
  atLeast: 'atMost',
};

/** @param probability 0 to 1. Halves round up. Throws a RangeError outside 0..1: a caller's bug, never a patient's value. */
export function perHundred(probability: number, range: DisplayRange = { low: 0, high: 1 }): PerHundred {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`probability ${probability} is outside 0 to 1`);
  const [least, most] = [Math.round(range.low * 100), Math.round(range.high * 100)];
  const count = Math.min(most, Math.max(least, Math.round(probability * 100)));
  // The cap follows from the count, so that a count that was written to a chart and read again is said in the same words.
  const cap = capOf(count, least, most);
  const rest = 100 - count;
  const { label, short } = boundOf(cap, count);
  const opposite = oppositeCap[cap];
  return {
    count,
    rest,
    label,
    short,
    cap,
    about: cap === 'none' ? `about ${count}` : label,
    aboutRest: opposite === 'none' ? `about ${rest}` : boundOf(opposite, rest).label,
  };
}

/** Both ends of a range, rounded as the estimate is. */
export const endsPerHundred = ({ low, high }: Bounds, range?: DisplayRange): readonly [PerHundred, PerHundred] => [
  perHundred(low, range),
  perHundred(high, range),
];

/** The ends of a range: "19 to 44", or once where rounding or a bound makes them one. */
export const rangeInWords = (low: PerHundred, high: PerHundred, as: 'label' | 'short' = 'label'): string =>
  low[as] === high[as] ? low[as] : `${low[as]} to ${high[as]}`;

/** The range around an estimate, in the words in which the estimate is said (S9). */
export function betweenPerHundred(interval: Bounds, range?: DisplayRange): string {
  const [{ label: low }, { label: high }] = endsPerHundred(interval, range);
  return low === high ? `${low} of 100` : `between ${low} and ${high} of 100`;
}

function capOf(count: number, least: number, most: number): Cap {
  if (count === 0) return 'low';
  if (count === 100) return 'high';
  if (count === most) return 'atLeast';
  return count === least ? 'atMost' : 'none';
}

function boundOf(cap: Cap, count: number): { readonly label: string; readonly short: string } {
  switch (cap) {
    case 'low':
      return { label: 'fewer than 1', short: '<1' };
    case 'high':
      return { label: 'more than 99', short: '>99' };
    case 'atLeast':
      return { label: `${count} or more`, short: `≥${count}` };
    case 'atMost':
      return { label: `${count} or fewer`, short: `≤${count}` };
    case 'none':
      return { label: String(count), short: String(count) };
  }
}
