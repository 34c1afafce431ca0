import type { VoxelBox } from '@/lib/volume/box';
import type { Triple, Volume } from '@/lib/volume/volume';

/**
 * A body's own axes: u to the left, v to the back, w to the head, in mm from its middle. Positions of the scan are in mm
 * along the grid's axes from the centre of voxel (0, 0, 0).
 */
export interface BodyFrame {
  readonly middle: Triple;
  readonly axes: readonly [u: Triple, v: Triple, w: Triple];
  /** Half sizes along u, v, w. */
  readonly half: Triple;
}

/** The frame of a box: its axes are the grid's, named and signed by the patient's axes nearest to them. */
export function frameOfBox({ spacingMm, direction: d }: Volume, { lower, size }: VoxelBox): BodyFrame {
  const middle = three((axis) => (lower[axis] + (size[axis] - 1) / 2) * spacingMm[axis]);
  const taken = new Set<number>();
  // From head to foot first: of the three it is the one that a gantry never turns by 45 degrees.
  const [w, v, u] = [2, 1, 0].map((patientAxis) => {
    const share = [0, 1, 2].map((axis) => (taken.has(axis) ? -1 : Math.abs(d[3 * patientAxis + axis])));
    const axis = share.indexOf(Math.max(...share));
    taken.add(axis);
    return { axis, sign: Math.sign(d[3 * patientAxis + axis]) || 1 };
  });
  const along = ({ axis, sign }: { axis: number; sign: number }): Triple => three((i) => (i === axis ? sign : 0));
  const half = three((i) => (size[[u, v, w][i].axis] * spacingMm[[u, v, w][i].axis]) / 2);
  return { middle, axes: [along(u), along(v), along(w)], half };
}

/** Where a point of the body's frame lies in the scan. */
export const toScan = ({ middle, axes: [a, b, c] }: BodyFrame, u: number, v: number, w: number): Triple =>
  three((i) => middle[i] + u * a[i] + v * b[i] + w * c[i]);

/** Where a point of the scan lies in the body's frame. */
export const toBody = ({ middle, axes }: BodyFrame, x: number, y: number, z: number): Triple =>
  three((i) => (x - middle[0]) * axes[i][0] + (y - middle[1]) * axes[i][1] + (z - middle[2]) * axes[i][2]);

export const three = (of: (axis: number) => number): Triple => [of(0), of(1), of(2)];

/** The block of voxels between a frame's faces, cut off at the edges of the grid; the frame's axes are the grid's. */
export function boxOfFrame({ size, spacingMm }: Volume, { middle, axes, half }: BodyFrame): VoxelBox {
  const halfAlong = three((i) => axes.reduce((sum, axis, k) => sum + Math.abs(axis[i]) * half[k], 0));
  const within = (i: number, index: number): number => Math.max(0, Math.min(size[i] - 1, Math.round(index)));
  const lower = three((i) => within(i, (middle[i] - halfAlong[i]) / spacingMm[i] + 0.5));
  const upper = three((i) => within(i, (middle[i] + halfAlong[i]) / spacingMm[i] - 0.5));
  return { lower, size: three((i) => Math.max(1, upper[i] - lower[i] + 1)) };
}
