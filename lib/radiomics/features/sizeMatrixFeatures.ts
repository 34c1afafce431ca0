import type { SizeMatrix } from '../matrices/sizeMatrix';
import { entropyTerm } from '../numeric/entropy';

/** The sums that GLRLM, GLSZM and GLDM features are made of; each class gives them its own names. */
export interface SizeMatrixFeatures {
  readonly shortEmphasis: number;
  readonly longEmphasis: number;
  readonly lowLevelEmphasis: number;
  readonly highLevelEmphasis: number;
  readonly shortLowEmphasis: number;
  readonly shortHighEmphasis: number;
  readonly longLowEmphasis: number;
  readonly longHighEmphasis: number;
  readonly levelNonUniformity: number;
  readonly levelNonUniformityNormalized: number;
  readonly sizeNonUniformity: number;
  readonly sizeNonUniformityNormalized: number;
  readonly levelVariance: number;
  readonly sizeVariance: number;
  readonly entropy: number;
  /** Elements per voxel that they cover. */
  readonly percentage: number;
  /** Sum of squared cell probabilities (IBSI dependence count energy). */
  readonly energy: number;
}

/** Features of one matrix with at least one occupied cell; all NaN if it has none. */
export function sizeMatrixFeatures({ level, size, count }: SizeMatrix): SizeMatrixFeatures {
  const total = sum(count);
  const sums = { short: 0, long: 0, low: 0, high: 0, shortLow: 0, shortHigh: 0, longLow: 0, longHigh: 0 };
  let covered = 0;
  let meanLevel = 0;
  let meanSize = 0;
  let entropy = 0;
  let energy = 0;
  for (let cell = 0; cell < count.length; cell++) {
    const p = count[cell] / total;
    const i2 = level[cell] * level[cell];
    const j2 = size[cell] * size[cell];
    sums.short += p / j2;
    sums.long += p * j2;
    sums.low += p / i2;
    sums.high += p * i2;
    sums.shortLow += p / (i2 * j2);
    sums.shortHigh += (p * i2) / j2;
    sums.longLow += (p * j2) / i2;
    sums.longHigh += p * i2 * j2;
    covered += count[cell] * size[cell];
    meanLevel += p * level[cell];
    meanSize += p * size[cell];
    entropy += entropyTerm(p);
    energy += p * p;
  }
  let levelVariance = 0;
  let sizeVariance = 0;
  for (let cell = 0; cell < count.length; cell++) {
    const p = count[cell] / total;
    levelVariance += p * (level[cell] - meanLevel) ** 2;
    sizeVariance += p * (size[cell] - meanSize) ** 2;
  }
  const levelSquares = squaresOfMarginal(level, count);
  const sizeSquares = squaresOfMarginal(size, count);
  const defined = (value: number) => (total === 0 ? Number.NaN : value);
  return {
    shortEmphasis: defined(sums.short),
    longEmphasis: defined(sums.long),
    lowLevelEmphasis: defined(sums.low),
    highLevelEmphasis: defined(sums.high),
    shortLowEmphasis: defined(sums.shortLow),
    shortHighEmphasis: defined(sums.shortHigh),
    longLowEmphasis: defined(sums.longLow),
    longHighEmphasis: defined(sums.longHigh),
    levelNonUniformity: levelSquares / total,
    levelNonUniformityNormalized: levelSquares / total ** 2,
    sizeNonUniformity: sizeSquares / total,
    sizeNonUniformityNormalized: sizeSquares / total ** 2,
    levelVariance: defined(levelVariance),
    sizeVariance: defined(sizeVariance),
    entropy: defined(entropy),
    percentage: total / covered,
    energy: defined(energy),
  };
}

/** Sum over the values of one index of the squared number of elements that have it. */
function squaresOfMarginal(index: Float64Array, count: Float64Array): number {
  const marginal = new Map<number, number>();
  for (let cell = 0; cell < count.length; cell++)
    marginal.set(index[cell], (marginal.get(index[cell]) ?? 0) + count[cell]);
  let squares = 0;
  for (const elements of marginal.values()) squares += elements * elements;
  return squares;
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
