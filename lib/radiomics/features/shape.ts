import { symmetricEigenvalues, withoutRounding } from '../numeric/symmetricEigen';
import type { Roi } from '../roi';
import { meshDiameters } from '../shape/diameters';
import { meshOf } from '../shape/mesh';
import type { FeatureValues } from './featureValues';

export const shapeFeatureNames = [
  'Elongation',
  'Flatness',
  'LeastAxisLength',
  'MajorAxisLength',
  'Maximum2DDiameterColumn',
  'Maximum2DDiameterRow',
  'Maximum2DDiameterSlice',
  'Maximum3DDiameter',
  'MeshVolume',
  'MinorAxisLength',
  'Sphericity',
  'SurfaceArea',
  'SurfaceVolumeRatio',
  'VoxelVolume',
] as const;
/** Functions of the others, computed only when asked for by name. */
export const shapeFeaturesByName = ['Compactness1', 'Compactness2', 'SphericalDisproportion'] as const;

/**
 * Size and form of the region (IBSI 3.1), in mm; no intensity is read.
 * @param sampleCovariance IBSI's reference values divide the covariance by N - 1, PyRadiomics by N.
 */
export function shapeFeatures(roi: Roi, sampleCovariance: boolean): FeatureValues {
  const { areaMm2: area, volumeMm3: volume } = meshOf(roi);
  const diameters = meshDiameters(roi);
  const [least, minor, major] = principalVariances(roi, sampleCovariance);
  const [sx, sy, sz] = roi.spacingMm;
  const sphereArea = (36 * Math.PI * volume ** 2) ** (1 / 3);
  return {
    Elongation: Math.sqrt(minor / major),
    Flatness: Math.sqrt(least / major),
    LeastAxisLength: 4 * Math.sqrt(least),
    MajorAxisLength: 4 * Math.sqrt(major),
    Maximum2DDiameterColumn: diameters.column,
    Maximum2DDiameterRow: diameters.row,
    Maximum2DDiameterSlice: diameters.slice,
    Maximum3DDiameter: diameters.maximum3d,
    MeshVolume: volume,
    MinorAxisLength: 4 * Math.sqrt(minor),
    Sphericity: sphereArea / area,
    SurfaceArea: area,
    SurfaceVolumeRatio: area / volume,
    VoxelVolume: roi.offsets.length * sx * sy * sz,
    Compactness1: volume / (area ** 1.5 * Math.sqrt(Math.PI)),
    Compactness2: (36 * Math.PI * volume ** 2) / area ** 3,
    SphericalDisproportion: area / sphereArea,
  };
}

/** Variances of the voxel centres along the principal axes in mm^2, ascending. */
function principalVariances(roi: Roi, sampleCovariance: boolean): number[] {
  const [nx, ny] = roi.box.size;
  const [sx, sy, sz] = roi.spacingMm;
  const n = roi.offsets.length;
  // Whole-number sums are exact, so a flat ROI has a variance of exactly 0 across it.
  let x1 = 0;
  let y1 = 0;
  let z1 = 0;
  const second = [0, 0, 0, 0, 0, 0];
  for (const offset of roi.offsets) {
    const row = Math.floor(offset / nx);
    const z = Math.floor(row / ny);
    const y = row - z * ny;
    const x = offset - row * nx;
    x1 += x;
    y1 += y;
    z1 += z;
    second[0] += x * x;
    second[1] += y * y;
    second[2] += z * z;
    second[3] += x * y;
    second[4] += x * z;
    second[5] += y * z;
  }
  const divisor = sampleCovariance ? n - 1 : n;
  const covariance = (index: number, a: number, b: number) => (second[index] - (a * b) / n) / divisor;
  const xy = covariance(3, x1, y1) * sx * sy;
  const xz = covariance(4, x1, z1) * sx * sz;
  const yz = covariance(5, y1, z1) * sy * sz;
  const matrix = Float64Array.of(
    covariance(0, x1, x1) * sx * sx,
    xy,
    xz,
    xy,
    covariance(1, y1, y1) * sy * sy,
    yz,
    xz,
    yz,
    covariance(2, z1, z1) * sz * sz,
  );
  return withoutRounding(symmetricEigenvalues(matrix, 3));
}
