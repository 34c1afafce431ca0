import { type ClassEntries, ibsi } from './entry';

const mesh = 'V and A are those of the marching-cubes mesh, whose ambiguous patterns differ between programs.';
const population = 'PyRadiomics divides the covariance by N, IBSI’s reference values by N - 1.';
const notInIbsi = 'IBSI does not define it.';
const axis = (id: string, tag: string, which: string, formula: string) => ({
  formula,
  ibsi: ibsi(id, tag),
  unit: 'mm',
  range: '>= 0',
  meaning: `${which} axis of the ellipsoid with the region’s principal moments.`,
  divergence: population,
});
const planar = (plane: string) => ({
  formula: `max |v - w| over mesh vertices v, w in one ${plane} plane`,
  ibsi: null,
  unit: 'mm',
  range: '> 0',
  meaning: `Greatest extent of the region within any ${plane} slice.`,
  divergence: notInIbsi,
});

/** V mesh volume, A mesh area, λ1 >= λ2 >= λ3 variances of voxel centres along the principal axes. */
export const shapeEntries: ClassEntries = {
  MeshVolume: {
    formula: 'V = |Σ_faces a·(b × c)| / 6',
    ibsi: ibsi('RNU0', 'morph_volume'),
    unit: 'mm^3',
    range: '> 0',
    meaning: 'Volume enclosed by the region’s surface.',
  },
  VoxelVolume: {
    formula: 'N · voxel volume',
    ibsi: ibsi('YEKZ', 'morph_vol_approx'),
    unit: 'mm^3',
    range: '> 0',
    meaning: 'Volume of the region’s voxels; larger than the mesh by about half a layer of voxels.',
  },
  SurfaceArea: {
    formula: 'A = Σ_faces |ab × ac| / 2',
    ibsi: ibsi('C0JK', 'morph_area_mesh'),
    unit: 'mm^2',
    range: '> 0',
    meaning: 'Area of the region’s surface; grows with its size and its roughness.',
  },
  SurfaceVolumeRatio: {
    formula: 'A / V',
    ibsi: ibsi('2PR5', 'morph_av'),
    unit: '1/mm',
    range: '> 0',
    meaning: 'Small for a large, compact region; great for a small or ragged one.',
  },
  Sphericity: {
    formula: '(36 π V²)^(1/3) / A',
    ibsi: ibsi('QCFX', 'morph_sphericity'),
    unit: '1',
    range: '0 to 1',
    meaning: 'How close to a ball the region is; 1 is a ball.',
    divergence: mesh,
  },
  Compactness1: {
    formula: 'V / (√π A^(3/2))',
    ibsi: ibsi('SKGS', 'morph_comp_1'),
    unit: '1',
    range: '0 to 1/(6π)',
    meaning: 'Compactness; a function of Sphericity, computed only when named.',
  },
  Compactness2: {
    formula: '36 π V² / A³',
    ibsi: ibsi('BQWJ', 'morph_comp_2'),
    unit: '1',
    range: '0 to 1',
    meaning: 'Cube of Sphericity, computed only when named.',
  },
  SphericalDisproportion: {
    formula: 'A / (36 π V²)^(1/3)',
    ibsi: ibsi('KRCK', 'morph_sph_dispr'),
    unit: '1',
    range: '>= 1',
    meaning: 'Inverse of Sphericity, computed only when named.',
  },
  Maximum3DDiameter: {
    formula: 'max |v - w| over mesh vertices v, w',
    ibsi: ibsi('L0JK', 'morph_diam'),
    unit: 'mm',
    range: '> 0',
    meaning: 'Greatest extent of the region in any direction.',
  },
  Maximum2DDiameterSlice: planar('axial (same z)'),
  Maximum2DDiameterColumn: planar('coronal (same y)'),
  Maximum2DDiameterRow: planar('sagittal (same x)'),
  MajorAxisLength: axis('TDIC', 'morph_pca_maj_axis', 'Longest', '4 √λ1'),
  MinorAxisLength: axis('P9VJ', 'morph_pca_min_axis', 'Second', '4 √λ2'),
  LeastAxisLength: axis('7J51', 'morph_pca_least_axis', 'Shortest', '4 √λ3'),
  Elongation: {
    formula: '√(λ2 / λ1)',
    ibsi: ibsi('Q3CK', 'morph_pca_elongation'),
    unit: '1',
    range: '0 to 1',
    meaning: '1 is as wide as long, 0 a line.',
  },
  Flatness: {
    formula: '√(λ3 / λ1)',
    ibsi: ibsi('N17B', 'morph_pca_flatness'),
    unit: '1',
    range: '0 to 1',
    meaning: '1 is as thick as long, 0 flat: a compressed vertebra scores low.',
  },
};

const flat = (formula: string, unit: string, range: string, meaning: string) => ({
  formula,
  ibsi: null,
  unit,
  range,
  meaning,
  divergence: notInIbsi,
});

/** A area and P length of the marching-squares contour of one slice; λ1 >= λ2 variances of the pixel centres. */
export const shape2DEntries: ClassEntries = {
  MeshSurface: flat('A = Σ_lines (a × b) / 2', 'mm^2', '> 0', 'Area enclosed by the contour.'),
  PixelSurface: flat('N · pixel area', 'mm^2', '> 0', 'Area of the region’s pixels.'),
  Perimeter: flat('P = Σ_lines |b - a|', 'mm', '> 0', 'Length of the contour.'),
  PerimeterSurfaceRatio: flat('P / A', '1/mm', '> 0', 'Small for a large, compact region.'),
  Sphericity: flat('2 √(π A) / P', '1', '0 to 1', 'How close to a disc the region is; 1 is a disc.'),
  SphericalDisproportion: flat('P / (2 √(π A))', '1', '>= 1', 'Inverse of Sphericity, computed only when named.'),
  MaximumDiameter: flat('max |v - w| over contour vertices', 'mm', '> 0', 'Greatest extent of the region.'),
  MajorAxisLength: flat('4 √λ1', 'mm', '>= 0', 'Longest axis of the ellipse with the region’s moments.'),
  MinorAxisLength: flat('4 √λ2', 'mm', '>= 0', 'Shortest axis of the ellipse with the region’s moments.'),
  Elongation: flat('√(λ2 / λ1)', '1', '0 to 1', '1 is as wide as long, 0 a line.'),
};
