/** What PyRadiomics adds inside every logarithm so that empty cells count 0 (numpy.spacing(1)). */
export const EPSILON = Number.EPSILON;

/** -p log2(p + eps), the summand of every entropy here. */
export const entropyTerm = (p: number): number => (p === 0 ? 0 : -p * Math.log2(p + EPSILON));
