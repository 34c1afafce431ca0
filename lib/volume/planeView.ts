import { type Axis, alongAxis, indexPoint, type PlaneLayout } from './planeLayout';
import type { Geometry, IndexPoint } from './volume';

/** A position on a plane's canvas in CSS pixels from its top left corner. */
export interface CanvasPoint {
  readonly frame: 'canvas';
  readonly x: number;
  readonly y: number;
}

/** What part of the patient all linked planes show. */
export interface ViewPort {
  /** In the middle of each plane. */
  readonly centre: IndexPoint;
  /** What fits into the shorter side of a canvas, mm. */
  readonly fieldMm: number;
}

/** One plane on one canvas: everything that maps voxels to pixels and back. */
export interface PlaneScreen {
  readonly layout: PlaneLayout;
  readonly geometry: Geometry;
  readonly view: ViewPort;
  readonly widthPx: number;
  readonly heightPx: number;
}

export const pixelsPerMm = ({ widthPx, heightPx, view }: PlaneScreen): number =>
  Math.min(widthPx, heightPx) / view.fieldMm;

/** Pixels that one voxel step along a grid axis moves on the canvas; negative where the axis is shown reversed. */
function step({ layout, geometry }: PlaneScreen, axis: Axis, scale: number): number {
  const reversed = axis === layout.across ? layout.acrossReversed : layout.downReversed;
  return (reversed ? -1 : 1) * geometry.spacingMm[axis] * scale;
}

export function toCanvas(screen: PlaneScreen, point: IndexPoint): CanvasPoint {
  const { layout, view, widthPx, heightPx } = screen;
  const scale = pixelsPerMm(screen);
  const offset = (axis: Axis) => (alongAxis(point, axis) - alongAxis(view.centre, axis)) * step(screen, axis, scale);
  return { frame: 'canvas', x: widthPx / 2 + offset(layout.across), y: heightPx / 2 + offset(layout.down) };
}

/** The position under a canvas point, on the slice `through`. */
export function toIndex(screen: PlaneScreen, { x, y }: CanvasPoint, through: number): IndexPoint {
  const { layout, view, widthPx, heightPx } = screen;
  const scale = pixelsPerMm(screen);
  const values = [0, 0, 0];
  values[layout.across] =
    alongAxis(view.centre, layout.across) + (x - widthPx / 2) / step(screen, layout.across, scale);
  values[layout.down] = alongAxis(view.centre, layout.down) + (y - heightPx / 2) / step(screen, layout.down, scale);
  values[layout.through] = through;
  return indexPoint(values);
}

const fieldLimitsMm = { least: 20, most: 800 } as const;

/** Zooms by a factor (over 1 magnifies) so that the position under `at` stays where it is. */
export function zoomAt(screen: PlaneScreen, at: CanvasPoint, factor: number): ViewPort {
  const { view, layout } = screen;
  const through = alongAxis(view.centre, layout.through);
  const fieldMm = Math.min(fieldLimitsMm.most, Math.max(fieldLimitsMm.least, view.fieldMm / factor));
  const before = toIndex(screen, at, through);
  const after = toIndex({ ...screen, view: { ...view, fieldMm } }, at, through);
  return { fieldMm, centre: shifted(view.centre, before, after) };
}

/** Moves what is shown along with the pointer. */
export function panBy(screen: PlaneScreen, byX: number, byY: number): ViewPort {
  const through = alongAxis(screen.view.centre, screen.layout.through);
  const before = toIndex(screen, { frame: 'canvas', x: 0, y: 0 }, through);
  const after = toIndex(screen, { frame: 'canvas', x: byX, y: byY }, through);
  return { ...screen.view, centre: shifted(screen.view.centre, before, after) };
}

const shifted = (centre: IndexPoint, from: IndexPoint, to: IndexPoint): IndexPoint =>
  indexPoint([centre.x + from.x - to.x, centre.y + from.y - to.y, centre.z + from.z - to.z]);

/** The nearest voxel of the grid. */
export function nearestVoxel({ size }: Geometry, { x, y, z }: IndexPoint): readonly [number, number, number] {
  const within = (value: number, axis: Axis) => Math.max(0, Math.min(size[axis] - 1, Math.round(value)));
  return [within(x, 0), within(y, 1), within(z, 2)];
}
