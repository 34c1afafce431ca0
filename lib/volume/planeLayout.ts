import type { Geometry, IndexPoint } from './volume';

export type Plane = 'axial' | 'sagittal' | 'coronal';
export type Axis = 0 | 1 | 2;

/** Which grid axes a plane shows, and which way round: radiological convention, patient's left on the right, head up. */
export interface PlaneLayout {
  readonly plane: Plane;
  /** Grid axis from left to right; reversed if the last voxel is at the left. */
  readonly across: Axis;
  readonly acrossReversed: boolean;
  /** Grid axis from top to bottom; reversed if the last voxel is at the top. */
  readonly down: Axis;
  readonly downReversed: boolean;
  /** Grid axis that the plane is a slice of. */
  readonly through: Axis;
  /** Where the edges of the plane lie in the patient: R L A P H F, two letters where the grid is oblique. */
  readonly letters: { readonly left: string; readonly right: string; readonly top: string; readonly bottom: string };
}

/** Patient axes (0 left, 1 back, 2 head) from left to right and from top to bottom, and whether the screen runs against them. */
const conventions: Readonly<Record<Plane, { readonly right: Axis; readonly down: Axis; readonly headUp: boolean }>> = {
  axial: { right: 0, down: 1, headUp: false },
  sagittal: { right: 1, down: 2, headUp: true },
  coronal: { right: 0, down: 2, headUp: true },
};

const permutations: readonly (readonly [Axis, Axis, Axis])[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

/** How a plane of this grid is shown, whichever way its axes run in the patient. */
export function planeLayout(geometry: Geometry, plane: Plane): PlaneLayout {
  const axes = gridAxes(geometry);
  const { right, down, headUp } = conventions[plane];
  const [across, downward] = [axes[right], axes[down]];
  const acrossReversed = geometry.direction[3 * right + across] < 0;
  const downReversed = geometry.direction[3 * down + downward] > 0 === headUp;
  return {
    plane,
    across,
    acrossReversed,
    down: downward,
    downReversed,
    through: ([0, 1, 2] as const).find((axis) => axis !== across && axis !== downward) ?? 2,
    letters: {
      left: edgeLetters(geometry, across, !acrossReversed),
      right: edgeLetters(geometry, across, acrossReversed),
      top: edgeLetters(geometry, downward, !downReversed),
      bottom: edgeLetters(geometry, downward, downReversed),
    },
  };
}

/** For each patient axis (left, back, head) the grid axis that runs along it; no grid axis is taken twice. */
export function gridAxes({ direction: d }: Geometry): readonly [Axis, Axis, Axis] {
  const along = (axes: readonly Axis[]): number =>
    axes.reduce<number>((sum, axis, patient) => sum + Math.abs(d[3 * patient + axis]), 0);
  return permutations.reduce((best, axes) => (along(axes) > along(best) + 1e-9 ? axes : best));
}

/** A part of the unit vector below this is not worth a letter: 15 degrees. */
const leastShare = Math.sin((15 * Math.PI) / 180);

function edgeLetters({ direction: d }: Geometry, axis: Axis, towardsFirst: boolean): string {
  const sign = towardsFirst ? -1 : 1;
  return ([0, 1, 2] as const)
    .map((patient) => ({ patient, share: sign * d[3 * patient + axis] }))
    .filter(({ share }) => Math.abs(share) >= leastShare)
    .sort((a, b) => Math.abs(b.share) - Math.abs(a.share))
    .map(({ patient, share }) => (share > 0 ? 'LPH' : 'RAF')[patient])
    .join('');
}

/** One coordinate of a position in voxel units, by axis. */
export const alongAxis = ({ x, y, z }: IndexPoint, axis: Axis): number => (axis === 0 ? x : axis === 1 ? y : z);

export const indexPoint = (values: readonly number[]): IndexPoint => ({
  frame: 'index',
  x: values[0],
  y: values[1],
  z: values[2],
});
