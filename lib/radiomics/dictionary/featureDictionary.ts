import type { FeatureClassName } from '../parameters/settings';
import type { ClassEntries, FeatureEntry } from './entry';
import { firstOrderEntries } from './firstOrder';
import { glcmEntries } from './glcm';
import { ngtdmEntries } from './ngtdm';
import { shape2DEntries, shapeEntries } from './shape';
import { gldmEntries, glrlmEntries, glszmEntries } from './sizeMatrices';

/** Every feature the engine computes, by class and PyRadiomics's name. */
export const featureDictionary: Readonly<Record<FeatureClassName, ClassEntries>> = {
  firstorder: firstOrderEntries,
  glcm: glcmEntries,
  gldm: gldmEntries,
  glrlm: glrlmEntries,
  glszm: glszmEntries,
  ngtdm: ngtdmEntries,
  shape: shapeEntries,
  shape2D: shape2DEntries,
};

/** What a class looks at, and the symbols of its formulas. */
export const classSymbols: Readonly<Record<FeatureClassName, string>> = {
  firstorder:
    'Intensities, without regard to place. x: the N voxels, μ their mean, P_q percentiles, p(i) share in gray level i.',
  glcm: 'Pairs of neighbours. p(i,j): probability of levels i and j; p_x, p_y margins; p_+, p_- of sum and difference.',
  gldm: 'Each voxel with its like neighbours. m(i,j): voxels of level i with j - 1 neighbours within gldm_a levels.',
  glrlm: 'Runs of one level along a line. m(i,j): runs of level i and length j; mean over 13 directions.',
  glszm: 'Connected zones of one level. m(i,j): zones of level i and j voxels.',
  ngtdm: 'Each voxel against its neighbours’ mean. p_i share of level i, s_i summed differences.',
  shape: 'The region’s surface and axes. V volume, A area of the mesh; λ1 >= λ2 >= λ3 variances along principal axes.',
  shape2D: 'The contour of one slice. A area, P length; λ1 >= λ2 variances along principal axes.',
};

/** The entry of a full name such as "wavelet-LLH_glcm_JointEntropy", or undefined. */
export function describeFeature(fullName: string): FeatureEntry | undefined {
  const [, featureClass, feature] = fullName.split('_');
  return featureDictionary[featureClass as FeatureClassName]?.[feature];
}
