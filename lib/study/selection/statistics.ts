import { midranks } from '../metrics/discrimination';

export const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
};

/** Standard deviation over n, as preprocessing uses it. */
export function populationSd(values: ArrayLike<number>, centre = mean(values)): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - centre) ** 2;
  return Math.sqrt(squares / values.length);
}

/** Linear between order statistics (type 7 of Hyndman and Fan 1996). */
export function quantile(values: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** Ranks scaled to mean 0 and length 1, so that their dot product is Spearman's correlation; zeros if constant. */
export function unitRanks(values: ArrayLike<number>): Float64Array {
  const ranks = midranks(values);
  const centre = mean(ranks);
  const length = populationSd(ranks, centre) * Math.sqrt(ranks.length);
  return ranks.map((rank) => (length > 0 ? (rank - centre) / length : 0));
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** ICC(2,1) of two raters (Shrout and Fleiss 1979): absolute agreement, single measure. NaN for constants. */
export function intraclassCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  const grand = (mean(a) + mean(b)) / 2;
  let between = 0;
  let within = 0;
  for (let i = 0; i < n; i++) {
    const middle = (a[i] + b[i]) / 2;
    between += 2 * (middle - grand) ** 2;
    within += (a[i] - middle) ** 2 + (b[i] - middle) ** 2;
  }
  const raters = n * ((mean(a) - grand) ** 2 + (mean(b) - grand) ** 2);
  const msRows = between / (n - 1);
  const msRaters = raters;
  const msError = (within - raters) / (n - 1);
  return (msRows - msError) / (msRows + msError + (2 * (msRaters - msError)) / n);
}

/** Standard normal distribution function, to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  const upper = (poly * Math.exp(-x * x)) / 2;
  return z < 0 ? upper : 1 - upper;
}
