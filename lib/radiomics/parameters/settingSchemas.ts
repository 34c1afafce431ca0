import { z } from 'zod';
import type { Triple } from '@/lib/volume/volume';
import { isWaveletName, waveletNames } from '../filters/waveletFamilies';
import type { Interpolator, Settings } from './settings';

const positive = z.number().positive('must be greater than 0');
const wholeFrom = (minimum: number) => z.int('must be a whole number').min(minimum, `must be at least ${minimum}`);
const flag = z.boolean('must be true or false');

const interpolators = ['sitkNearestNeighbor', 'sitkLinear', 'sitkBSpline'] as const satisfies readonly Interpolator[];
/** SimpleITK's numbers for the same, which PyRadiomics also accepts. */
const interpolatorByNumber: Readonly<Record<number, Interpolator>> = {
  1: 'sitkNearestNeighbor',
  2: 'sitkLinear',
  3: 'sitkBSpline',
};

/** What each setting may be, after PyRadiomics's parameter schema. null and absence mean the default. */
export const settingSchemas: { readonly [Key in keyof Settings]: z.ZodType<Settings[Key]> } = {
  label: wholeFrom(1),
  geometryTolerance: positive,
  additionalInfo: flag,
  minimumROIDimensions: z.literal([1, 2, 3], 'must be 1, 2 or 3'),
  minimumROISize: positive,
  normalize: flag,
  normalizeScale: positive,
  removeOutliers: positive,
  resampledPixelSpacing: z
    .array(z.number().min(0, 'must hold no negative spacing'))
    .length(3, 'must hold 3 spacings in mm (x, y, z)')
    .transform((spacing) => spacing as unknown as Triple),
  interpolator: z
    .union([z.enum(interpolators), z.literal([1, 2, 3])], `must be one of ${interpolators.join(', ')}`)
    .transform((value) => (typeof value === 'number' ? interpolatorByNumber[value] : value)),
  preCrop: flag,
  padDistance: wholeFrom(0),
  resegmentRange: z.array(z.number()).min(1, 'must hold 1 or 2 thresholds').max(2, 'must hold 1 or 2 thresholds'),
  resegmentMode: z.enum(['absolute', 'relative', 'sigma'], 'must be absolute, relative or sigma'),
  resegmentShape: flag,
  binWidth: positive,
  binCount: wholeFrom(1),
  distances: z.array(wholeFrom(1)).min(1, 'must hold at least one distance'),
  force2D: flag,
  force2Ddimension: z.literal([0, 1, 2], 'must be 0, 1 or 2'),
  symmetricalGLCM: flag,
  weightingNorm: z.enum(
    ['manhattan', 'euclidean', 'infinity', 'no_weighting'],
    'must be manhattan, euclidean, infinity or no_weighting',
  ),
  gldm_a: z.number().min(0, 'must be at least 0'),
  voxelArrayShift: z.number(),
  sigma: z.array(positive),
  wavelet: z.string().refine(isWaveletName, `must be one of ${waveletNames.join(', ')}`),
  level: wholeFrom(1),
  start_level: wholeFrom(0),
  gradientUseSpacing: flag,
  lbp2DRadius: positive,
  lbp2DSamples: wholeFrom(1),
  lbp2DMethod: z.enum(['default', 'ror', 'uniform', 'nri_uniform', 'var']),
};
