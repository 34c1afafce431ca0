import { OrderStatistics } from '../numeric/orderStatistics';

/** IBSI's intensity-based statistics (reference manual 3.3) under the tags of its reference tables. */
export const intensityStatisticTags = [
  'stat_mean',
  'stat_var',
  'stat_skew',
  'stat_kurt',
  'stat_median',
  'stat_min',
  'stat_p10',
  'stat_p90',
  'stat_max',
  'stat_iqr',
  'stat_range',
  'stat_mad',
  'stat_rmad',
  'stat_medad',
  'stat_cov',
  'stat_qcod',
  'stat_energy',
  'stat_rms',
] as const;

export type IntensityStatistics = Readonly<Record<(typeof intensityStatisticTags)[number], number>>;

/** All 18 statistics of a region's intensities. @param values at least one, finite */
export function intensityStatistics(values: Float64Array): IntensityStatistics {
  const order = new OrderStatistics(values);
  const [p10, p25, median, p75, p90] = [0.1, 0.25, 0.5, 0.75, 0.9].map((fraction) => order.percentile(fraction));
  const mean = average(values, (value) => value);
  const moment = (power: number) => average(values, (value) => (value - mean) ** power);
  const variance = moment(2);
  const spread = variance === 0 ? 1 : variance;
  const energy = average(values, (value) => value * value) * values.length;
  const [minimum, maximum] = [order.percentile(0), order.percentile(1)];
  const within = values.filter((value) => value >= p10 && value <= p90);
  const robustMean = average(within, (value) => value);
  return {
    stat_mean: mean,
    stat_var: variance,
    stat_skew: moment(3) / spread ** 1.5,
    stat_kurt: variance === 0 ? 0 : moment(4) / spread ** 2 - 3,
    stat_median: median,
    stat_min: minimum,
    stat_p10: p10,
    stat_p90: p90,
    stat_max: maximum,
    stat_iqr: p75 - p25,
    stat_range: maximum - minimum,
    stat_mad: average(values, (value) => Math.abs(value - mean)),
    stat_rmad: average(within, (value) => Math.abs(value - robustMean)),
    stat_medad: average(values, (value) => Math.abs(value - median)),
    stat_cov: Math.sqrt(variance) / mean,
    stat_qcod: (p75 - p25) / (p75 + p25),
    stat_energy: energy,
    stat_rms: Math.sqrt(energy / values.length),
  };
}

function average(values: Float64Array, of: (value: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += of(values[i]);
  return sum / values.length;
}
