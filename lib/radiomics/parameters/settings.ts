import type { Triple } from '@/lib/volume/volume';

/** Image types under PyRadiomics's names, in the order in which its documentation lists them. */
export const imageTypeNames = [
  'Original',
  'Wavelet',
  'LoG',
  'Square',
  'SquareRoot',
  'Logarithm',
  'Exponential',
  'Gradient',
  'LBP2D',
] as const;
export type ImageTypeName = (typeof imageTypeNames)[number];

export const featureClassNames = ['firstorder', 'glcm', 'gldm', 'glrlm', 'glszm', 'ngtdm', 'shape', 'shape2D'] as const;
export type FeatureClassName = (typeof featureClassNames)[number];

export type Interpolator = 'sitkNearestNeighbor' | 'sitkLinear' | 'sitkBSpline';
export type WeightingNorm = 'manhattan' | 'euclidean' | 'infinity' | 'no_weighting';

/**
 * PyRadiomics's settings with their defaults filled in. The names are PyRadiomics's own, because a published model's
 * parameter file must mean the same here. An image type's own settings are laid over the common ones before use.
 */
export interface Settings {
  readonly label: number;
  /** Absolute tolerance, relative to the voxel size, when the image and mask grids are compared. */
  readonly geometryTolerance: number;
  readonly additionalInfo: boolean;
  readonly minimumROIDimensions: 1 | 2 | 3;
  /** The ROI must have more voxels than this. */
  readonly minimumROISize: number | null;

  readonly normalize: boolean;
  readonly normalizeScale: number;
  /** In standard deviations of the whole image. */
  readonly removeOutliers: number | null;
  /** mm along x, y, z; 0 keeps the mask's spacing on that axis; null does not resample. */
  readonly resampledPixelSpacing: Triple | null;
  readonly interpolator: Interpolator;
  readonly preCrop: boolean;
  /** Voxels (of the new grid) kept around the ROI when resampling or cropping. */
  readonly padDistance: number;
  readonly resegmentRange: readonly number[] | null;
  readonly resegmentMode: 'absolute' | 'relative' | 'sigma';
  readonly resegmentShape: boolean;

  readonly binWidth: number;
  readonly binCount: number | null;
  /** In voxels, Chebyshev norm. */
  readonly distances: readonly number[];
  readonly force2D: boolean;
  /** Array axis left out by force2D: 0 = z, 1 = y, 2 = x. */
  readonly force2Ddimension: 0 | 1 | 2;
  readonly symmetricalGLCM: boolean;
  readonly weightingNorm: WeightingNorm | null;
  readonly gldm_a: number;
  /** Added to each intensity in Energy, TotalEnergy and RootMeanSquared. */
  readonly voxelArrayShift: number;

  /** LoG, mm. */
  readonly sigma: readonly number[];
  readonly wavelet: string;
  readonly level: number;
  readonly start_level: number;
  readonly gradientUseSpacing: boolean;
  readonly lbp2DRadius: number;
  readonly lbp2DSamples: number;
  readonly lbp2DMethod: 'default' | 'ror' | 'uniform' | 'nri_uniform' | 'var';
}

/** What PyRadiomics 3.1 uses where a parameter file is silent. */
export const defaultSettings: Settings = {
  label: 1,
  geometryTolerance: 1e-6,
  additionalInfo: true,
  minimumROIDimensions: 2,
  minimumROISize: null,
  normalize: false,
  normalizeScale: 1,
  removeOutliers: null,
  resampledPixelSpacing: null,
  interpolator: 'sitkBSpline',
  preCrop: false,
  padDistance: 5,
  resegmentRange: null,
  resegmentMode: 'absolute',
  resegmentShape: false,
  binWidth: 25,
  binCount: null,
  distances: [1],
  force2D: false,
  force2Ddimension: 0,
  symmetricalGLCM: true,
  weightingNorm: null,
  gldm_a: 0,
  voxelArrayShift: 0,
  sigma: [],
  wavelet: 'coif1',
  level: 1,
  start_level: 0,
  gradientUseSpacing: true,
  lbp2DRadius: 1,
  lbp2DSamples: 8,
  lbp2DMethod: 'uniform',
};
