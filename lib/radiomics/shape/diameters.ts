import type { Triple } from '@/lib/volume/volume';
import type { Roi } from '../roi';

/** Greatest distances between vertices of the mesh, mm; 0 where no two vertices lie in one plane. */
export interface Diameters {
  readonly maximum3d: number;
  /** Both vertices in one axial plane (same z), coronal plane (same y), sagittal plane (same x). */
  readonly slice: number;
  readonly column: number;
  readonly row: number;
}

/**
 * The mesh's vertices are the middles of the faces between an ROI voxel and a voxel outside. The farthest point of a
 * plane from anywhere is a corner of the convex hull of the plane's points, so only hull corners are compared; and for
 * the 3D diameter only points that are corners in all three of their planes. Thousands of vertices become dozens.
 */
export function meshDiameters(roi: Roi): Diameters {
  const vertices = faceMiddles(roi);
  const corner = new Uint8Array(vertices.length / 3);
  const planeDiameters = [0, 1, 2].map((axis) => Math.sqrt(widestInPlanes(vertices, roi.spacingMm, axis, corner)));
  const extreme = Array.from(corner.keys()).filter((vertex) => corner[vertex] === 7);
  return {
    row: planeDiameters[0],
    column: planeDiameters[1],
    slice: planeDiameters[2],
    maximum3d: Math.sqrt(widest(extreme, vertices, roi.spacingMm)),
  };
}

/** Coordinates of all vertices in half voxels: x, y, z of the first, of the second... */
function faceMiddles(roi: Roi): Int32Array {
  const [nx, ny, nz] = roi.box.size;
  const inside = new Uint8Array(nx * ny * nz);
  for (const offset of roi.offsets) inside[offset] = 1;
  const vertices: number[] = [];
  for (const offset of roi.offsets) {
    const rowIndex = Math.floor(offset / nx);
    const z = Math.floor(rowIndex / ny);
    const y = rowIndex - z * ny;
    const x = offset - rowIndex * nx;
    if (x === 0 || !inside[offset - 1]) vertices.push(2 * x - 1, 2 * y, 2 * z);
    if (x === nx - 1 || !inside[offset + 1]) vertices.push(2 * x + 1, 2 * y, 2 * z);
    if (y === 0 || !inside[offset - nx]) vertices.push(2 * x, 2 * y - 1, 2 * z);
    if (y === ny - 1 || !inside[offset + nx]) vertices.push(2 * x, 2 * y + 1, 2 * z);
    if (z === 0 || !inside[offset - nx * ny]) vertices.push(2 * x, 2 * y, 2 * z - 1);
    if (z === nz - 1 || !inside[offset + nx * ny]) vertices.push(2 * x, 2 * y, 2 * z + 1);
  }
  return Int32Array.from(vertices);
}

/** Greatest squared distance within any plane across `axis`; sets bit `axis` of each hull corner. */
function widestInPlanes(vertices: Int32Array, spacingMm: Triple, axis: number, corner: Uint8Array): number {
  const u = axis === 0 ? 1 : 0;
  const v = axis === 2 ? 1 : 2;
  let greatest = 0;
  for (const points of rowEnds(vertices, axis, u, v)) {
    const hull = hullCorners(points, vertices, u, v);
    for (const vertex of hull) corner[vertex] |= 1 << axis;
    greatest = Math.max(greatest, widest(hull, vertices, spacingMm));
  }
  return greatest;
}

/** For each plane the first and last vertex of each row of equal u, by ascending u: no other can be a hull corner. */
function rowEnds(vertices: Int32Array, axis: number, u: number, v: number): number[][] {
  let rows = 0;
  let planes = 0;
  for (let at = 0; at < vertices.length; at += 3) {
    rows = Math.max(rows, vertices[at + u] + 2);
    planes = Math.max(planes, vertices[at + axis] + 2);
  }
  const first = new Int32Array(planes * rows).fill(-1);
  const last = new Int32Array(planes * rows).fill(-1);
  for (let vertex = 0; 3 * vertex < vertices.length; vertex++) {
    const cell = (vertices[3 * vertex + axis] + 1) * rows + vertices[3 * vertex + u] + 1;
    const value = vertices[3 * vertex + v];
    if (first[cell] < 0 || value < vertices[3 * first[cell] + v]) first[cell] = vertex;
    if (last[cell] < 0 || value > vertices[3 * last[cell] + v]) last[cell] = vertex;
  }
  const points: number[][] = Array.from({ length: planes }, () => []);
  for (let cell = 0; cell < first.length; cell++) {
    if (first[cell] < 0) continue;
    const plane = points[Math.floor(cell / rows)];
    plane.push(first[cell]);
    if (last[cell] !== first[cell]) plane.push(last[cell]);
  }
  return points;
}

/** Andrew's monotone chain over points sorted by u then v; points on an edge are left out. */
function hullCorners(sorted: number[], vertices: Int32Array, u: number, v: number): number[] {
  if (sorted.length < 3) return sorted;
  const lower = chain(sorted, vertices, u, v);
  const upper = chain([...sorted].reverse(), vertices, u, v);
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(sorted: readonly number[], vertices: Int32Array, u: number, v: number): number[] {
  const hull: number[] = [];
  for (const vertex of sorted) {
    while (hull.length > 1 && turn(vertices, hull[hull.length - 2], hull[hull.length - 1], vertex, u, v) <= 0)
      hull.pop();
    hull.push(vertex);
  }
  return hull;
}

/** Twice the signed area of a triangle, exact on half-voxel coordinates. */
function turn(vertices: Int32Array, a: number, b: number, c: number, u: number, v: number): number {
  const [ua, va] = [vertices[3 * a + u], vertices[3 * a + v]];
  return (
    (vertices[3 * b + u] - ua) * (vertices[3 * c + v] - va) - (vertices[3 * b + v] - va) * (vertices[3 * c + u] - ua)
  );
}

/** Greatest squared distance between any two of the chosen vertices, mm^2. */
function widest(chosen: readonly number[], vertices: Int32Array, [sx, sy, sz]: Triple): number {
  const x = Float64Array.from(chosen, (vertex) => (vertices[3 * vertex] / 2) * sx);
  const y = Float64Array.from(chosen, (vertex) => (vertices[3 * vertex + 1] / 2) * sy);
  const z = Float64Array.from(chosen, (vertex) => (vertices[3 * vertex + 2] / 2) * sz);
  let greatest = 0;
  for (let a = 0; a < x.length; a++)
    for (let b = 0; b < a; b++) {
      const distance = (x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2 + (z[a] - z[b]) ** 2;
      if (distance > greatest) greatest = distance;
    }
  return greatest;
}
