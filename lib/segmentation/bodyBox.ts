import { fail, ok, type Result } from '@/lib/core/result';
import type { VoxelBox } from '@/lib/volume/box';
import type { Plane } from '@/lib/volume/planeLayout';
import type { Triple, Volume } from '@/lib/volume/volume';
import type { BodyProblem } from './bodyProblem';

/**
 * A rectangle drawn on one plane of the grid, in voxels: `a` is the plane's first axis (x; y on a sagittal plane), `b` its
 * second (y on an axial plane; z otherwise). Corners in any order, fractions allowed: whole numbers are voxel centres.
 */
export interface DrawnRectangle {
  readonly plane: Plane;
  readonly from: readonly [a: number, b: number];
  readonly to: readonly [a: number, b: number];
}

type Axis = 0 | 1 | 2;
const axesOf: Readonly<Record<Plane, readonly [Axis, Axis]>> = { axial: [0, 1], sagittal: [1, 2], coronal: [0, 2] };

/** A body, crushed or whole, has no side outside these, mm. */
export const bodySideMm = { least: 5, most: 75 } as const;

/** The box that two or three rectangles draw: an axis seen twice takes the mean of both. Cut off at the edges of the grid. */
export function boxFromViews(drawn: readonly DrawnRectangle[], grid: Triple): Result<VoxelBox, BodyProblem> {
  const faces: [number, number][][] = [[], [], []];
  for (const { plane, from, to } of drawn)
    axesOf[plane].forEach((axis, i) => {
      faces[axis].push([Math.min(from[i], to[i]), Math.max(from[i], to[i])]);
    });
  const missing = faces.findIndex((found) => found.length === 0);
  if (missing >= 0)
    return fail({
      code: 'body-box',
      message: `The box has no extent along the grid's axis ${'xyz'[missing]} yet: a box needs rectangles on two different planes.`,
      remedy: 'Draw the body on a second plane.',
    });
  const mean = (axis: Axis, side: 0 | 1): number =>
    faces[axis].reduce((sum, face) => sum + face[side], 0) / faces[axis].length;
  const lower = ([0, 1, 2] as const).map((axis) => Math.max(0, Math.round(mean(axis, 0))));
  const upper = ([0, 1, 2] as const).map((axis) => Math.min(grid[axis] - 1, Math.round(mean(axis, 1))));
  const size = lower.map((first, axis) => upper[axis] - first + 1);
  if (size.some((count) => count < 1))
    return fail({ code: 'body-box', message: 'The box lies outside the scan.', remedy: 'Draw the box on the image.' });
  return ok({ lower: [lower[0], lower[1], lower[2]], size: [size[0], size[1], size[2]] });
}

/** Whether a box lies in the scan and could hold one body; `undefined` if so. */
export function boxProblem({ size, spacingMm }: Volume, box: VoxelBox): BodyProblem | undefined {
  for (const axis of [0, 1, 2] as const) {
    if (box.lower[axis] < 0 || box.lower[axis] + box.size[axis] > size[axis])
      return {
        code: 'body-box',
        message: `The box reaches beyond the scan along the grid's axis ${'xyz'[axis]}.`,
        remedy: 'Keep the box within the image.',
        details: { axis },
      };
    const extent = box.size[axis] * spacingMm[axis];
    if (!(extent >= bodySideMm.least && extent <= bodySideMm.most))
      return {
        code: 'body-box',
        message: `The box is ${extent.toFixed(0)} mm along the grid's axis ${'xyz'[axis]}; a vertebral body has ${bodySideMm.least} to ${bodySideMm.most} mm.`,
        remedy: 'Set the six faces of the box on the faces of one vertebral body.',
        details: { axis, extent },
      };
  }
  return undefined;
}
