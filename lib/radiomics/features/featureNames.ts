import type { FeatureClassName } from '../parameters/settings';
import { firstOrderByName, firstOrderFeatureNames } from './firstOrder';
import { glcmFeatureNames } from './glcm';
import { gldmNames, glrlmNames, glszmNames } from './namedSizeFeatures';
import { ngtdmFeatureNames } from './ngtdm';
import { shapeFeatureNames, shapeFeaturesByName } from './shape';
import { shape2DFeatureNames, shape2DFeaturesByName } from './shape2d';

/** What an enabled class computes unless features are named, in PyRadiomics's (alphabetical) order. */
export const defaultFeatures: Readonly<Record<FeatureClassName, readonly string[]>> = {
  firstorder: firstOrderFeatureNames,
  glcm: glcmFeatureNames,
  gldm: Object.keys(gldmNames),
  glrlm: Object.keys(glrlmNames),
  glszm: Object.keys(glszmNames),
  ngtdm: ngtdmFeatureNames,
  shape: shapeFeatureNames,
  shape2D: shape2DFeatureNames,
};

/** What a class computes only when it is named. */
export const featuresByName: Readonly<Partial<Record<FeatureClassName, readonly string[]>>> = {
  firstorder: firstOrderByName,
  shape: shapeFeaturesByName,
  shape2D: shape2DFeaturesByName,
};

export const allFeatures = (featureClass: FeatureClassName): readonly string[] => [
  ...defaultFeatures[featureClass],
  ...(featuresByName[featureClass] ?? []),
];
