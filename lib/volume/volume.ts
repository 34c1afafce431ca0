/** Voxel values as scanners and filters give them. */
export type VoxelArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export type Triple = readonly [x: number, y: number, z: number];
/** Row-major 3 x 3. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

/**
 * Where a voxel grid lies in the patient. Columns of `direction` are the unit vectors along which x, y and z indices
 * grow, in LPS (DICOM PS3.3 C.7.6.2.1.1): pointLps = originLps + direction * (index * spacingMm).
 */
export interface Geometry {
  /** Voxels along x (fastest), y, z. */
  readonly size: Triple;
  /** Distance of voxel centres along x, y, z in mm; all > 0. */
  readonly spacingMm: Triple;
  /** Centre of voxel (0, 0, 0) in mm, LPS. */
  readonly originLps: Triple;
  readonly direction: Matrix3;
}

/** Voxel values on a grid: x fastest, then y, then z. A CT volume holds HU. */
export interface Volume<T extends VoxelArray = VoxelArray> extends Geometry {
  readonly data: T;
}

/** A region on a grid: 0 outside; a label, usually 1, inside. */
export type Mask = Volume<Uint8Array>;

/** A position in voxel units, where whole numbers are voxel centres. */
export interface IndexPoint {
  readonly frame: 'index';
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** A position in the patient in mm: x to the patient's left, y to the back, z to the head. */
export interface PatientPoint {
  readonly frame: 'lps';
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export const identityDirection: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export const voxelCount = ({ size }: Geometry): number => size[0] * size[1] * size[2];

/** Offset into `data` of voxel (x, y, z). */
export const voxelOffset = ({ size }: Geometry, x: number, y: number, z: number): number =>
  x + size[0] * (y + size[1] * z);
