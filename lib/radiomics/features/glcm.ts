import { EPSILON, entropyTerm } from '../numeric/entropy';
import { symmetricEigenvalues } from '../numeric/symmetricEigen';
import type { FeatureValues } from './featureValues';

export const glcmFeatureNames = [
  'Autocorrelation',
  'ClusterProminence',
  'ClusterShade',
  'ClusterTendency',
  'Contrast',
  'Correlation',
  'DifferenceAverage',
  'DifferenceEntropy',
  'DifferenceVariance',
  'Id',
  'Idm',
  'Idmn',
  'Idn',
  'Imc1',
  'Imc2',
  'InverseVariance',
  'JointAverage',
  'JointEnergy',
  'JointEntropy',
  'MCC',
  'MaximumProbability',
  'SumAverage',
  'SumEntropy',
  'SumSquares',
] as const;

/** Co-occurrence counts or weights of one matrix over the present levels, already made symmetric if it is to be. */
export interface CoOccurrence {
  readonly weights: Float64Array;
  readonly levels: Float64Array;
  readonly symmetric: boolean;
  /** N_g of Idn and Idmn: the greatest bin number. */
  readonly maximum: number;
  /** Whether MCC is wanted: its eigenvalues cost as much as all the rest. */
  readonly withMcc: boolean;
}

/** Haralick features of one co-occurrence matrix (IBSI 3.6), undefined if the matrix is empty. */
export function glcmFeatures(matrix: CoOccurrence): FeatureValues | undefined {
  const p = probabilities(matrix.weights);
  if (!p) return undefined;
  const { levels, maximum, symmetric } = matrix;
  const n = levels.length;
  const px = new Float64Array(n);
  const py = new Float64Array(n);
  // Means are summed cell by cell, as NumPy does: whether a matrix of one row has exactly no spread hangs on it.
  let ux = 0;
  let uy = 0;
  for (let i = 0, cell = 0; i < n; i++)
    for (let j = 0; j < n; j++, cell++) {
      px[i] += p[cell];
      py[j] += p[cell];
      ux += levels[i] * p[cell];
      uy += levels[j] * p[cell];
    }
  const joint = jointSums(p, levels, ux, uy);
  const { sum, difference } = diagonals(p, levels, maximum);
  const sigma = Math.sqrt(joint.varianceX) * Math.sqrt(joint.varianceY);
  return {
    ...jointFeatures(joint, ux, sigma),
    ...differenceFeatures(difference, maximum),
    SumAverage: sum.reduce((total, weight, k) => total + weight * k, 0),
    SumEntropy: entropy(sum),
    ...informationFeatures(p, px, py, joint.entropy),
    MCC: matrix.withMcc ? maximalCorrelation(p, px, py, symmetric) : Number.NaN,
  };
}

type JointSums = ReturnType<typeof jointSums>;

function jointFeatures(joint: JointSums, ux: number, sigma: number): FeatureValues {
  return {
    Autocorrelation: joint.autocorrelation,
    ClusterProminence: joint.fourth,
    ClusterShade: joint.third,
    ClusterTendency: joint.second,
    Contrast: joint.contrast,
    Correlation: sigma === 0 ? 1 : joint.covariance / (sigma + EPSILON),
    JointAverage: ux,
    JointEnergy: joint.energy,
    JointEntropy: joint.entropy,
    MaximumProbability: joint.maximum,
    SumSquares: joint.varianceX,
  };
}

/** Sums over all cells that need both indices. */
function jointSums(p: Float64Array, levels: Float64Array, ux: number, uy: number) {
  const sums = {
    autocorrelation: 0,
    second: 0,
    third: 0,
    fourth: 0,
    contrast: 0,
    covariance: 0,
    varianceX: 0,
    varianceY: 0,
    energy: 0,
    entropy: 0,
    maximum: 0,
  };
  const n = levels.length;
  for (let i = 0, cell = 0; i < n; i++) {
    const di = levels[i] - ux;
    for (let j = 0; j < n; j++, cell++) {
      const weight = p[cell];
      if (weight === 0) continue;
      const dj = levels[j] - uy;
      const cluster = levels[i] + levels[j] - ux - uy;
      const square = cluster * cluster;
      const apart = levels[i] - levels[j];
      sums.autocorrelation += weight * levels[i] * levels[j];
      sums.second += weight * square;
      sums.third += weight * square * cluster;
      sums.fourth += weight * square * square;
      sums.contrast += weight * apart * apart;
      sums.covariance += weight * di * dj;
      sums.varianceX += weight * di * di;
      sums.varianceY += weight * dj * dj;
      sums.energy += weight * weight;
      sums.entropy += entropyTerm(weight);
      if (weight > sums.maximum) sums.maximum = weight;
    }
  }
  return sums;
}

/** Probabilities of each sum (index i + j) and absolute difference (index |i - j|) of the two levels. */
function diagonals(p: Float64Array, levels: Float64Array, maximum: number) {
  const sum = new Float64Array(2 * maximum + 1);
  const difference = new Float64Array(maximum);
  const n = levels.length;
  for (let i = 0, cell = 0; i < n; i++)
    for (let j = 0; j < n; j++, cell++) {
      if (p[cell] === 0) continue;
      sum[levels[i] + levels[j]] += p[cell];
      difference[Math.abs(levels[i] - levels[j])] += p[cell];
    }
  return { sum, difference };
}

function differenceFeatures(difference: Float64Array, maximum: number): FeatureValues {
  let average = 0;
  const values = { Id: 0, Idm: 0, Idn: 0, Idmn: 0, InverseVariance: 0 };
  difference.forEach((weight, k) => {
    average += weight * k;
    values.Id += weight / (1 + k);
    values.Idm += weight / (1 + k * k);
    values.Idn += weight / (1 + k / maximum);
    values.Idmn += weight / (1 + (k * k) / (maximum * maximum));
    if (k > 0) values.InverseVariance += weight / (k * k);
  });
  return {
    ...values,
    DifferenceAverage: average,
    DifferenceEntropy: entropy(difference),
    DifferenceVariance: difference.reduce((total, weight, k) => total + weight * (k - average) ** 2, 0),
  };
}

/** Informational measures of correlation. Imc2 is NaN where rounding makes the joint entropy exceed the marginals'. */
function informationFeatures(p: Float64Array, px: Float64Array, py: Float64Array, jointEntropy: number): FeatureValues {
  let crossEntropy = 0;
  let productEntropy = 0;
  const n = px.length;
  for (let i = 0, cell = 0; i < n; i++) {
    if (px[i] === 0) {
      cell += n;
      continue;
    }
    for (let j = 0; j < n; j++, cell++) {
      const product = px[i] * py[j];
      if (product === 0) continue;
      const logarithm = Math.log2(product + EPSILON);
      crossEntropy -= p[cell] * logarithm;
      productEntropy -= product * logarithm;
    }
  }
  const greatest = Math.max(entropy(px), entropy(py));
  const gained = 1 - Math.exp(-2 * (productEntropy - jointEntropy));
  return {
    Imc1: greatest === 0 ? 0 : (jointEntropy - crossEntropy) / greatest,
    Imc2: productEntropy === jointEntropy ? 0 : Math.sqrt(gained),
  };
}

/**
 * Maximal correlation coefficient: the square root of the second largest eigenvalue of
 * Q(i,j) = sum_k p(i,k) p(j,k) / (px(i) py(k)), which is the second largest singular value of p / sqrt(px py). For a
 * symmetric matrix that is an eigenvalue's size, so one symmetric solve replaces PyRadiomics's n^3 product and
 * unsymmetric solve; its epsilon inside the quotient is kept to first order.
 */
function maximalCorrelation(p: Float64Array, px: Float64Array, py: Float64Array, symmetric: boolean): number {
  const n = px.length;
  if (n < 2) return 1;
  const scaled = new Float64Array(n * n);
  for (let i = 0, cell = 0; i < n; i++)
    for (let j = 0; j < n; j++, cell++) if (p[cell] !== 0) scaled[cell] = p[cell] / Math.sqrt(px[i] * py[j] + EPSILON);
  if (symmetric) {
    const sizes = symmetricEigenvalues(scaled, n).map(Math.abs).sort();
    return sizes[n - 2];
  }
  return Math.sqrt(Math.max(0, symmetricEigenvalues(timesTranspose(scaled, n), n)[n - 2]));
}

function timesTranspose(matrix: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += matrix[i * n + k] * matrix[j * n + k];
      product[i * n + j] = sum;
      product[j * n + i] = sum;
    }
  return product;
}

function probabilities(weights: Float64Array): Float64Array | undefined {
  let total = 0;
  for (let cell = 0; cell < weights.length; cell++) total += weights[cell];
  if (total === 0) return undefined;
  return weights.map((weight) => weight / total);
}

function entropy(weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += entropyTerm(weights[k]);
  return sum;
}
