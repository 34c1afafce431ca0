import 'client-only';
import type { VoxelBox } from '@/lib/volume/box';
import type { Axis, PlaneLayout } from '@/lib/volume/planeLayout';
import { alongAxis } from '@/lib/volume/planeLayout';
import type { IndexPoint, Triple } from '@/lib/volume/volume';

/** First and last voxel along one axis of the grid. */
export type Extent = readonly [first: number, last: number];

/** A box while it is drawn: a view shows two of its axes, so that the third stays open until another view sets it. */
export type BoxDraft = readonly [Extent | undefined, Extent | undefined, Extent | undefined];

export const emptyBox: BoxDraft = [undefined, undefined, undefined];

export const draftOfBox = ({ lower, size }: VoxelBox): BoxDraft => [
  [lower[0], lower[0] + size[0] - 1],
  [lower[1], lower[1] + size[1] - 1],
  [lower[2], lower[2] + size[2] - 1],
];

/** The whole box, or undefined while an axis is open. */
export function boxOfDraft([x, y, z]: BoxDraft): VoxelBox | undefined {
  if (!x || !y || !z) return undefined;
  return { lower: [x[0], y[0], z[0]], size: [x[1] - x[0] + 1, y[1] - y[0] + 1, z[1] - z[0] + 1] };
}

/** Sets the two axes of a plane from two corners in any order. */
export function drawRectangle(
  draft: BoxDraft,
  layout: PlaneLayout,
  from: IndexPoint,
  to: IndexPoint,
  size: Triple,
): BoxDraft {
  const extent = (axis: Axis): Extent => {
    const faces = [alongAxis(from, axis), alongAxis(to, axis)].map((value) => within(value, size[axis]));
    return [Math.min(...faces), Math.max(...faces)];
  };
  return replaced(replaced(draft, layout.across, extent(layout.across)), layout.down, extent(layout.down));
}

/** Moves one face; a face never passes the one opposite. */
export function moveFace(draft: BoxDraft, axis: Axis, side: 0 | 1, to: number, size: Triple): BoxDraft {
  const old = draft[axis];
  if (!old || !Number.isFinite(to)) return draft;
  const face = within(to, size[axis]);
  return replaced(draft, axis, side === 0 ? [Math.min(face, old[1]), old[1]] : [old[0], Math.max(face, old[0])]);
}

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, Math.round(value)));

const replaced = (draft: BoxDraft, axis: Axis, extent: Extent): BoxDraft => [
  axis === 0 ? extent : draft[0],
  axis === 1 ? extent : draft[1],
  axis === 2 ? extent : draft[2],
];

/** A box of the usual size of a lumbar body around a voxel, to be moved face by face without a pointer. */
export function boxAround(voxel: Triple, axes: readonly [Axis, Axis, Axis], spacingMm: Triple, size: Triple): BoxDraft {
  let draft = emptyBox;
  for (const [patient, axis] of axes.entries()) {
    const half = usualBodyMm[patient] / 2 / spacingMm[axis];
    draft = replaced(draft, axis, [within(voxel[axis] - half, size[axis]), within(voxel[axis] + half, size[axis])]);
  }
  return draft;
}

/** Width, depth and height of a lumbar body, mm (Panjabi 1992, rounded). */
const usualBodyMm = [42, 32, 26] as const;
