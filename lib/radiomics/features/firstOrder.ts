import type { GrayLevels } from '../discretise';
import { entropyTerm } from '../numeric/entropy';
import { OrderStatistics } from '../numeric/orderStatistics';
import type { FeatureValues } from './featureValues';

export const firstOrderFeatureNames = [
  '10Percentile',
  '90Percentile',
  'Energy',
  'Entropy',
  'InterquartileRange',
  'Kurtosis',
  'Maximum',
  'MeanAbsoluteDeviation',
  'Mean',
  'Median',
  'Minimum',
  'Range',
  'RobustMeanAbsoluteDeviation',
  'RootMeanSquared',
  'Skewness',
  'TotalEnergy',
  'Uniformity',
  'Variance',
] as const;
/** Computed only when asked for by name. */
export const firstOrderByName = ['StandardDeviation'] as const;

export interface FirstOrderOptions {
  readonly voxelArrayShift: number;
  readonly voxelVolumeMm3: number;
  /** IBSI subtracts 3, so that a normal distribution has kurtosis 0; PyRadiomics does not. */
  readonly excessKurtosis: boolean;
}

/** Statistics of the ROI's intensities (IBSI 3.3) and of their gray levels (entropy and uniformity, IBSI 3.4). */
export function firstOrderFeatures(
  values: Float64Array,
  { counts }: Pick<GrayLevels, 'counts'>,
  { voxelArrayShift, voxelVolumeMm3, excessKurtosis }: FirstOrderOptions,
): FeatureValues {
  const n = values.length;
  const order = new OrderStatistics(values);
  const p10 = order.percentile(0.1);
  const p90 = order.percentile(0.9);
  const { mean, minimum, maximum, energy } = sums(values, voxelArrayShift);
  const { absolute, m2, m3, m4 } = centralMoments(values, mean);
  const spread = m2 === 0 ? 1 : m2;
  let entropy = 0;
  let uniformity = 0;
  for (const count of counts) {
    entropy += entropyTerm(count / n);
    uniformity += (count / n) ** 2;
  }
  return {
    '10Percentile': p10,
    '90Percentile': p90,
    Energy: energy,
    Entropy: entropy,
    InterquartileRange: order.percentile(0.75) - order.percentile(0.25),
    Kurtosis: m4 / spread ** 2 - (excessKurtosis ? 3 : 0),
    Maximum: maximum,
    MeanAbsoluteDeviation: absolute,
    Mean: mean,
    Median: order.percentile(0.5),
    Minimum: minimum,
    Range: maximum - minimum,
    RobustMeanAbsoluteDeviation: robustDeviation(values, p10, p90),
    RootMeanSquared: Math.sqrt(energy / n),
    Skewness: m3 / spread ** 1.5,
    TotalEnergy: energy * voxelVolumeMm3,
    Uniformity: uniformity,
    Variance: m2,
    StandardDeviation: Math.sqrt(m2),
  };
}

function sums(values: Float64Array, shift: number) {
  let sum = 0;
  let energy = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    sum += value;
    energy += (value + shift) * (value + shift);
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { mean: sum / values.length, minimum, maximum, energy };
}

/** Population moments about the mean, and the mean absolute deviation. */
function centralMoments(values: Float64Array, mean: number) {
  let absolute = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i] - mean;
    const square = deviation * deviation;
    absolute += Math.abs(deviation);
    second += square;
    third += square * deviation;
    fourth += square * square;
  }
  const n = values.length;
  return { absolute: absolute / n, m2: second / n, m3: third / n, m4: fourth / n };
}

/** Mean absolute deviation of the values within the closed range of the 10th to 90th percentile. */
function robustDeviation(values: Float64Array, p10: number, p90: number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < p10 || value > p90) continue;
    sum += value;
    count++;
  }
  const mean = sum / count;
  let deviation = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value >= p10 && value <= p90) deviation += Math.abs(value - mean);
  }
  return deviation / count;
}
