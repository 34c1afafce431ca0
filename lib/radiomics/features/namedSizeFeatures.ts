import type { FeatureValues } from './featureValues';
import type { SizeMatrixFeatures } from './sizeMatrixFeatures';

type Names = Readonly<Record<string, keyof SizeMatrixFeatures>>;

/** Gray level run length matrix (IBSI 3.7). */
export const glrlmNames = {
  GrayLevelNonUniformity: 'levelNonUniformity',
  GrayLevelNonUniformityNormalized: 'levelNonUniformityNormalized',
  GrayLevelVariance: 'levelVariance',
  HighGrayLevelRunEmphasis: 'highLevelEmphasis',
  LongRunEmphasis: 'longEmphasis',
  LongRunHighGrayLevelEmphasis: 'longHighEmphasis',
  LongRunLowGrayLevelEmphasis: 'longLowEmphasis',
  LowGrayLevelRunEmphasis: 'lowLevelEmphasis',
  RunEntropy: 'entropy',
  RunLengthNonUniformity: 'sizeNonUniformity',
  RunLengthNonUniformityNormalized: 'sizeNonUniformityNormalized',
  RunPercentage: 'percentage',
  RunVariance: 'sizeVariance',
  ShortRunEmphasis: 'shortEmphasis',
  ShortRunHighGrayLevelEmphasis: 'shortHighEmphasis',
  ShortRunLowGrayLevelEmphasis: 'shortLowEmphasis',
} as const satisfies Names;

/** Gray level size zone matrix (IBSI 3.8). */
export const glszmNames = {
  GrayLevelNonUniformity: 'levelNonUniformity',
  GrayLevelNonUniformityNormalized: 'levelNonUniformityNormalized',
  GrayLevelVariance: 'levelVariance',
  HighGrayLevelZoneEmphasis: 'highLevelEmphasis',
  LargeAreaEmphasis: 'longEmphasis',
  LargeAreaHighGrayLevelEmphasis: 'longHighEmphasis',
  LargeAreaLowGrayLevelEmphasis: 'longLowEmphasis',
  LowGrayLevelZoneEmphasis: 'lowLevelEmphasis',
  SizeZoneNonUniformity: 'sizeNonUniformity',
  SizeZoneNonUniformityNormalized: 'sizeNonUniformityNormalized',
  SmallAreaEmphasis: 'shortEmphasis',
  SmallAreaHighGrayLevelEmphasis: 'shortHighEmphasis',
  SmallAreaLowGrayLevelEmphasis: 'shortLowEmphasis',
  ZoneEntropy: 'entropy',
  ZonePercentage: 'percentage',
  ZoneVariance: 'sizeVariance',
} as const satisfies Names;

/** Gray level dependence matrix: IBSI's neighbouring grey level dependence matrix (3.11). */
export const gldmNames = {
  DependenceEntropy: 'entropy',
  DependenceNonUniformity: 'sizeNonUniformity',
  DependenceNonUniformityNormalized: 'sizeNonUniformityNormalized',
  DependenceVariance: 'sizeVariance',
  GrayLevelNonUniformity: 'levelNonUniformity',
  GrayLevelVariance: 'levelVariance',
  HighGrayLevelEmphasis: 'highLevelEmphasis',
  LargeDependenceEmphasis: 'longEmphasis',
  LargeDependenceHighGrayLevelEmphasis: 'longHighEmphasis',
  LargeDependenceLowGrayLevelEmphasis: 'longLowEmphasis',
  LowGrayLevelEmphasis: 'lowLevelEmphasis',
  SmallDependenceEmphasis: 'shortEmphasis',
  SmallDependenceHighGrayLevelEmphasis: 'shortHighEmphasis',
  SmallDependenceLowGrayLevelEmphasis: 'shortLowEmphasis',
} as const satisfies Names;

/** The common sums under one class's names. */
export function namedFeatures(names: Names, features: SizeMatrixFeatures): FeatureValues {
  return Object.fromEntries(Object.entries(names).map(([name, sum]) => [name, features[sum]]));
}
