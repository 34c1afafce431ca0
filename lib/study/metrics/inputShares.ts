/** How an input is spread over the training patients: what later patients are compared with (PSI). */
export interface InputShares {
  readonly name: string;
  /** Bounds between bins, ascending; a value on a bound falls into the bin above it. */
  readonly edges: readonly number[];
  /** Share of patients in each bin; one more than edges, adding up to 1. */
  readonly shares: readonly number[];
}

const bins = 10;

/** Deciles of the values, fewer where ties leave fewer: a yes-or-no input has one bound. Missing values (NaN) are left out. */
export function inputShares(name: string, values: ArrayLike<number>): InputShares {
  const sorted = Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const deciles = Array.from({ length: bins - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)]);
  // A bound at the least value would leave nobody below it; between two values each gets a bin of its own.
  const distinct = [...new Set(sorted)];
  const edges = distinct.length <= bins ? distinct.slice(1) : [...new Set(deciles)].filter((edge) => edge > sorted[0]);
  return { name, edges, shares: sharesOf(sorted, edges) };
}

/** The share of values in each bin. */
export function sharesOf(values: ArrayLike<number>, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  let known = 0;
  for (const value of Array.from(values)) {
    if (Number.isNaN(value)) continue;
    known += 1;
    counts[edges.filter((edge) => value >= edge).length] += 1;
  }
  return counts.map((count) => (known ? count / known : 0));
}
