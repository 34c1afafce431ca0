import { type RefObject, useEffect, useRef } from 'react';
import type { BoxDraft } from '@/lib/client/imaging/boxDraft';
import { type CanvasPoint, type PlaneScreen, zoomAt } from '@/lib/volume/planeView';
import { type Drag, type OutlineGestures, pinch, startDrag } from './gestures';
import type { Tool, ViewerControl } from './useViewer';

interface PlanePointers extends OutlineGestures {
  readonly screen: PlaneScreen;
  readonly viewer: ViewerControl;
  readonly box: BoxDraft;
  readonly onHover: (at: CanvasPoint | undefined) => void;
}

/** Wheel travel for one slice, px; wheels that count in lines step once a notch. */
const wheelStepPx = 50;

/**
 * Mouse, pen and touch on one plane. Main button or one finger: the chosen tool. Middle button or Shift: pan. Right button:
 * window. Wheel: slices; with Ctrl, or two fingers: zoom.
 */
export function usePointers(canvas: RefObject<HTMLCanvasElement | null>, plane: PlanePointers): void {
  const latest = useRef(plane);
  latest.current = plane;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const down = new Map<number, CanvasPoint>();
    let drag: Drag | undefined;
    let pinching: { readonly screen: PlaneScreen; readonly from: readonly [CanvasPoint, CanvasPoint] } | undefined;
    let travelled = 0;
    const pointOf = (event: MouseEvent): CanvasPoint => {
      const { left, top } = element.getBoundingClientRect();
      return { frame: 'canvas', x: event.clientX - left, y: event.clientY - top };
    };
    const onDown = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      element.parentElement?.focus({ preventScroll: true });
      down.set(event.pointerId, pointOf(event));
      const [first, second] = [...down.values()];
      if (second) {
        drag?.end();
        drag = undefined;
        pinching = { screen: latest.current.screen, from: [first, second] };
        return;
      }
      const reachPx = event.pointerType === 'mouse' ? 8 : 20;
      drag = startDrag(toolOf(event, latest.current.viewer.tool), first, { ...latest.current, reachPx });
      event.preventDefault();
    };
    const onMove = (event: PointerEvent) => {
      const point = pointOf(event);
      latest.current.onHover(point);
      if (!down.has(event.pointerId)) return;
      down.set(event.pointerId, point);
      const [first, second] = [...down.values()];
      if (pinching && second)
        latest.current.viewer.change({ view: pinch(pinching.screen, pinching.from, [first, second]) });
      else drag?.move(point);
    };
    const onUp = (event: PointerEvent) => {
      down.delete(event.pointerId);
      if (down.size > 0) return;
      drag?.end();
      drag = undefined;
      pinching = undefined;
    };
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { screen, viewer } = latest.current;
      if (event.ctrlKey) {
        viewer.change({ view: zoomAt(screen, pointOf(event), Math.exp(-event.deltaY / 300)) });
        return;
      }
      travelled += event.deltaMode === 0 ? event.deltaY : Math.sign(event.deltaY) * wheelStepPx;
      const steps = Math.trunc(travelled / wheelStepPx);
      travelled -= steps * wheelStepPx;
      if (steps !== 0) viewer.step(screen.layout.through, steps);
    };
    const onLeave = () => latest.current.onHover(undefined);
    const noMenu = (event: Event) => event.preventDefault();
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    element.addEventListener('pointerleave', onLeave);
    element.addEventListener('contextmenu', noMenu);
    // React listens passively to wheels; the page must not scroll under the slices.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
      element.removeEventListener('pointerleave', onLeave);
      element.removeEventListener('contextmenu', noMenu);
      element.removeEventListener('wheel', onWheel);
    };
  }, [canvas]);
}

function toolOf({ button, shiftKey }: PointerEvent, chosen: Tool): Tool {
  if (button === 2) return 'window';
  return button === 1 || shiftKey ? 'pan' : chosen;
}
