import { type BoxDraft, drawRectangle, moveFace } from '@/lib/client/imaging/boxDraft';
import { type Axis, alongAxis } from '@/lib/volume/planeLayout';
import {
  type CanvasPoint,
  nearestVoxel,
  type PlaneScreen,
  panBy,
  toCanvas,
  toIndex,
  zoomAt,
} from '@/lib/volume/planeView';
import type { IndexPoint } from '@/lib/volume/volume';
import type { Tool, ViewerControl } from './useViewer';

/** What the planes hand on to the outline. */
export interface OutlineGestures {
  readonly onBox: (box: BoxDraft) => void;
  readonly onPropose: (at: IndexPoint) => void;
  /** A stroke of brush or eraser: its points one after the other, `end` after the last. */
  readonly onPaint: (at: IndexPoint) => void;
  readonly onPaintEnd: () => void;
}

/** One drag from press to release. */
export interface Drag {
  readonly move: (to: CanvasPoint) => void;
  readonly end: () => void;
}

interface DragContext extends OutlineGestures {
  readonly screen: PlaneScreen;
  readonly viewer: ViewerControl;
  readonly box: BoxDraft;
  /** How near a face counts as on it, px. */
  readonly reachPx: number;
}

const none = () => {};
/** HU that a drag over one pixel changes, as part of the window's width. */
const windowPerPixel = 1 / 250;

/** What a drag with this tool does; the screen is the one at its start, so that a moving view does not chase itself. */
export function startDrag(tool: Tool, at: CanvasPoint, context: DragContext): Drag {
  const { screen, viewer } = context;
  const through = viewer.cursor[screen.layout.through];
  const indexAt = (point: CanvasPoint): IndexPoint => toIndex(screen, point, through);
  switch (tool) {
    case 'pan':
      return { move: (to) => viewer.change({ view: panBy(screen, to.x - at.x, to.y - at.y) }), end: none };
    case 'window': {
      const { centre, width } = viewer.greyWindow;
      const move = (to: CanvasPoint) =>
        viewer.change({
          greyWindow: {
            width: Math.max(1, Math.round(width * (1 + (to.x - at.x) * windowPerPixel))),
            centre: Math.round(centre + (to.y - at.y) * width * windowPerPixel),
          },
        });
      return { move, end: none };
    }
    case 'box':
      return dragBox(at, indexAt, context);
    case 'brush':
    case 'erase':
      context.onPaint(indexAt(at));
      return { move: (to) => context.onPaint(indexAt(to)), end: context.onPaintEnd };
    case 'propose':
      context.onPropose(indexAt(at));
      return { move: none, end: none };
    case 'crosshair': {
      const move = (to: CanvasPoint) => viewer.change({ cursor: nearestVoxel(screen.geometry, indexAt(to)) });
      move(at);
      return { move, end: none };
    }
  }
}

/** Takes hold of the faces under the pointer, or draws a new rectangle. */
function dragBox(at: CanvasPoint, indexAt: (point: CanvasPoint) => IndexPoint, context: DragContext): Drag {
  const { screen, box, onBox, reachPx } = context;
  const { size } = screen.geometry;
  const held = facesAt(screen, box, at, reachPx);
  if (held.length > 0)
    return {
      move: (to) => {
        const index = indexAt(to);
        onBox(held.reduce((draft, { axis, side }) => moveFace(draft, axis, side, alongAxis(index, axis), size), box));
      },
      end: none,
    };
  const from = indexAt(at);
  return { move: (to) => onBox(drawRectangle(box, screen.layout, from, indexAt(to), size)), end: none };
}

/** The faces that a pointer on the canvas would take hold of: none, one, or two at a corner. */
export function facesAt(
  screen: PlaneScreen,
  box: BoxDraft,
  at: CanvasPoint,
  reachPx: number,
): readonly { readonly axis: Axis; readonly side: 0 | 1 }[] {
  const { layout, view } = screen;
  const [across, down] = [box[layout.across], box[layout.down]];
  if (!across || !down) return [];
  const pixel = (axis: Axis, value: number): number => {
    const centre = { ...view.centre };
    const point = toCanvas(screen, { ...centre, [axis === 0 ? 'x' : axis === 1 ? 'y' : 'z']: value });
    return axis === layout.across ? point.x : point.y;
  };
  const along = (axis: Axis, extent: readonly [number, number], position: number, other: boolean) => {
    const faces = extent.map((face, side) => pixel(axis, face + (side === 0 ? -0.5 : 0.5)));
    const side = faces.findIndex((face) => Math.abs(face - position) <= reachPx);
    const [low, high] = [Math.min(...faces) - reachPx, Math.max(...faces) + reachPx];
    return { within: position >= low && position <= high, side: side as -1 | 0 | 1, axis, other };
  };
  const onAcross = along(layout.across, across, at.x, false);
  const onDown = along(layout.down, down, at.y, true);
  if (!onAcross.within || !onDown.within) return [];
  return [onAcross, onDown].flatMap(({ axis, side }) => (side === -1 ? [] : [{ axis, side }]));
}

/** Two fingers: what lay between them stays between them. */
export function pinch(
  screen: PlaneScreen,
  [a, b]: readonly [CanvasPoint, CanvasPoint],
  [c, d]: readonly [CanvasPoint, CanvasPoint],
) {
  const distance = (p: CanvasPoint, q: CanvasPoint) => Math.max(1, Math.hypot(p.x - q.x, p.y - q.y));
  const middle = (p: CanvasPoint, q: CanvasPoint): CanvasPoint => ({
    frame: 'canvas',
    x: (p.x + q.x) / 2,
    y: (p.y + q.y) / 2,
  });
  const [before, after] = [middle(a, b), middle(c, d)];
  const view = zoomAt(screen, before, distance(c, d) / distance(a, b));
  return panBy({ ...screen, view }, after.x - before.x, after.y - before.y);
}
