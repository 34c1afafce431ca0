/** Values of one feature class by PyRadiomics's feature names. */
export type FeatureValues = Readonly<Record<string, number>>;

/**
 * Mean over matrices, feature by feature, leaving out NaN as numpy.nanmean does; NaN where nothing is left.
 * @param names the features, so that no matrices at all still yields each of them.
 */
export function meanOfFeatures(names: readonly string[], matrices: readonly FeatureValues[]): FeatureValues {
  const means: Record<string, number> = {};
  for (const name of names) {
    let sum = 0;
    let count = 0;
    for (const values of matrices) {
      if (Number.isNaN(values[name])) continue;
      sum += values[name];
      count++;
    }
    means[name] = count === 0 ? Number.NaN : sum / count;
  }
  return means;
}
