import { symmetricEigenvalues, withoutRounding } from '../numeric/symmetricEigen';
import type { Roi } from '../roi';
import type { FeatureValues } from './featureValues';

export const shape2DFeatureNames = [
  'Elongation',
  'MajorAxisLength',
  'MaximumDiameter',
  'MeshSurface',
  'MinorAxisLength',
  'Perimeter',
  'PerimeterSurfaceRatio',
  'PixelSurface',
  'Sphericity',
] as const;
/** The inverse of Sphericity, computed only when asked for by name. */
export const shape2DFeaturesByName = ['SphericalDisproportion'] as const;

/** The region's pixels in the plane across one array axis, on which its box is one voxel thick. */
interface Plane {
  /** Row and column of each pixel. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly spacing: readonly [row: number, column: number];
}

/**
 * Size and form of a single slice, in mm. force2Ddimension is the axis across the slice (0 = z, 1 = y, 2 = x).
 * @param sampleCovariance as for the 3D axes.
 */
export function shape2DFeatures(roi: Roi, force2Ddimension: 0 | 1 | 2, sampleCovariance: boolean): FeatureValues {
  const plane = planeOf(roi, force2Ddimension);
  const { perimeter, surface } = contour(plane);
  const [minor, major] = principalVariances(plane, sampleCovariance);
  const sphericity = (2 * Math.sqrt(Math.PI * surface)) / perimeter;
  return {
    Elongation: Math.sqrt(minor / major),
    MajorAxisLength: 4 * Math.sqrt(major),
    MaximumDiameter: widestPair(plane),
    MeshSurface: surface,
    MinorAxisLength: 4 * Math.sqrt(minor),
    Perimeter: perimeter,
    PerimeterSurfaceRatio: perimeter / surface,
    PixelSurface: plane.rows.length * plane.spacing[0] * plane.spacing[1],
    Sphericity: sphericity,
    SphericalDisproportion: 1 / sphericity,
  };
}

function planeOf({ offsets, box, spacingMm }: Roi, force2Ddimension: 0 | 1 | 2): Plane {
  const [nx, ny] = box.size;
  const flat = 2 - force2Ddimension;
  const [column, row] = [0, 1, 2].filter((axis) => axis !== flat);
  const coordinate = (offset: number, axis: number) =>
    axis === 0 ? offset % nx : axis === 1 ? Math.floor(offset / nx) % ny : Math.floor(offset / (nx * ny));
  return {
    rows: offsets.map((offset) => coordinate(offset, row)),
    columns: offsets.map((offset) => coordinate(offset, column)),
    spacing: [spacingMm[row], spacingMm[column]],
  };
}

/** Directed lines of each pattern of four corners, as pairs of edges: 0 top, 1 right, 2 bottom, 3 left. */
const linesByPattern: readonly (readonly number[])[] = [
  [],
  [3, 0],
  [0, 1],
  [3, 1],
  [1, 2],
  [1, 2, 3, 0],
  [0, 2],
  [3, 2],
  [2, 3],
  [2, 0],
  [0, 1, 2, 3],
  [2, 1],
  [1, 3],
  [1, 0],
  [0, 3],
  [],
];
const edgeMiddles: readonly (readonly [row: number, column: number])[] = [
  [0, 0.5],
  [0.5, 1],
  [1, 0.5],
  [0.5, 0],
];

/** Length and enclosed area of the marching-squares contour through the middles of pixel edges. */
function contour({ rows, columns, spacing }: Plane): { perimeter: number; surface: number } {
  const height = Math.max(...rows) + 3;
  const width = Math.max(...columns) + 3;
  const inside = new Uint8Array(height * width);
  for (let i = 0; i < rows.length; i++) inside[(rows[i] + 1) * width + columns[i] + 1] = 1;
  let perimeter = 0;
  let surface = 0;
  for (let row = 0; row + 1 < height; row++)
    for (let column = 0; column + 1 < width; column++) {
      const at = row * width + column;
      const pattern = inside[at] | (inside[at + 1] << 1) | (inside[at + width + 1] << 2) | (inside[at + width] << 3);
      const edges = linesByPattern[pattern];
      for (let line = 0; line < edges.length; line += 2) {
        const [ay, ax] = pointOn(edges[line], row, column, spacing);
        const [by, bx] = pointOn(edges[line + 1], row, column, spacing);
        surface += (ay * bx - by * ax) / 2;
        perimeter += Math.hypot(ay - by, ax - bx);
      }
    }
  return { perimeter, surface };
}

const pointOn = (edge: number, row: number, column: number, spacing: Plane['spacing']) => [
  (row + edgeMiddles[edge][0]) * spacing[0],
  (column + edgeMiddles[edge][1]) * spacing[1],
];

/** Greatest distance between two vertices of the contour: the ends of each row and column of pixels suffice. */
function widestPair({ rows, columns, spacing }: Plane): number {
  const points: [number, number][] = [];
  const ends = new Map<number, [first: number, last: number]>();
  const collect = (along: Int32Array, across: Int32Array, toPoint: (line: number, end: number) => [number, number]) => {
    ends.clear();
    for (let i = 0; i < along.length; i++) {
      const [first, last] = ends.get(along[i]) ?? [Infinity, -Infinity];
      ends.set(along[i], [Math.min(first, across[i]), Math.max(last, across[i])]);
    }
    for (const [line, [first, last]] of ends) points.push(toPoint(line, first - 0.5), toPoint(line, last + 0.5));
  };
  collect(rows, columns, (row, column) => [row * spacing[0], column * spacing[1]]);
  collect(columns, rows, (column, row) => [row * spacing[0], column * spacing[1]]);
  let greatest = 0;
  for (let a = 0; a < points.length; a++)
    for (let b = 0; b < a; b++) {
      const distance = (points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2;
      if (distance > greatest) greatest = distance;
    }
  return Math.sqrt(greatest);
}

/** Variances of the pixel centres along the principal axes in mm^2, ascending. */
function principalVariances({ rows, columns, spacing }: Plane, sampleCovariance: boolean): number[] {
  const n = rows.length;
  const divisor = sampleCovariance ? n - 1 : n;
  const covariance = (a: Int32Array, b: Int32Array) => {
    let sumA = 0;
    let sumB = 0;
    let product = 0;
    for (let i = 0; i < n; i++) {
      sumA += a[i];
      sumB += b[i];
      product += a[i] * b[i];
    }
    return (product - (sumA * sumB) / n) / divisor;
  };
  const cross = covariance(rows, columns) * spacing[0] * spacing[1];
  const matrix = Float64Array.of(
    covariance(rows, rows) * spacing[0] ** 2,
    cross,
    cross,
    covariance(columns, columns) * spacing[1] ** 2,
  );
  return withoutRounding(symmetricEigenvalues(matrix, 2));
}
