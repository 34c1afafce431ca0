'use client';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { BoxDraft } from '@/lib/client/imaging/boxDraft';
import { drawPlane, drawSlice } from '@/lib/client/imaging/drawPlane';
import { indexToPatient } from '@/lib/volume/coordinates';
import type { MaskPart } from '@/lib/volume/maskPart';
import { type Axis, indexPoint, type Plane } from '@/lib/volume/planeLayout';
import { type CanvasPoint, type PlaneScreen, toIndex } from '@/lib/volume/planeView';
import type { Volume } from '@/lib/volume/volume';
import type { OutlineGestures } from './gestures';
import { usePointers } from './usePointers';
import type { ViewerControl } from './useViewer';

export interface PlaneViewProps {
  readonly volume: Volume;
  readonly plane: Plane;
  readonly viewer: ViewerControl;
  readonly part: MaskPart | undefined;
  /** A body that is only measured. */
  readonly other: MaskPart | undefined;
  readonly box: BoxDraft;
  readonly label: string | undefined;
  readonly gestures: OutlineGestures;
  /** What Enter does at the crosshair with the chosen tool. */
  readonly onEnter: () => void;
}

const names: Readonly<Record<Plane, string>> = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' };
const towards: Readonly<Record<Plane, readonly [positive: string, negative: string]>> = {
  axial: ['head', 'foot'],
  sagittal: ['left', 'right'],
  coronal: ['back', 'front'],
};
const pageOfSlices = 10;

/** One linked plane of the CT: crosshair, outline, box, scale and orientation; pointer, wheel, touch and keys. */
export function PlaneView({ volume, plane, viewer, part, other, box, label, gestures, onEnter }: PlaneViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ widthPx: 300, heightPx: 300 });
  const [hover, setHover] = useState<CanvasPoint>();
  const { cursor, view, greyWindow, outlineShown, opacity, tool, brushMm } = viewer;
  const layout = viewer.layouts[plane];
  const index = cursor[layout.through];
  const count = volume.size[layout.through];
  const screen = useMemo<PlaneScreen>(
    () => ({ layout, geometry: volume, view, ...size }),
    [layout, volume, view, size],
  );
  usePointers(canvas, { ...gestures, screen, viewer, box, onHover: setHover });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width > 0) setSize({ widthPx: contentRect.width, heightPx: contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const region = useMemo(() => (outlineShown && part ? { part, opacity } : undefined), [outlineShown, part, opacity]);
  const slice = useMemo(
    () => (index >= 0 && index < count ? drawSlice(volume, layout, index, greyWindow, region, other) : undefined),
    [volume, layout, index, count, greyWindow, region, other],
  );
  useEffect(() => {
    const target = canvas.current;
    const context = target?.getContext('2d');
    if (!target || !context || !slice) return;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [width, height] = [Math.round(screen.widthPx * ratio), Math.round(screen.heightPx * ratio)];
    if (target.width !== width || target.height !== height) {
      target.width = width;
      target.height = height;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const paints = (tool === 'brush' || tool === 'erase') && part !== undefined;
    const at = paints ? (hover ? toIndex(screen, hover, index) : indexPoint(cursor)) : undefined;
    drawPlane(context, screen, slice, {
      cursor,
      box,
      ...(label && { label }),
      ...(at && { brush: { at, radiusMm: brushMm } }),
    });
  }, [slice, screen, cursor, box, label, tool, brushMm, hover, index, part]);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = keyMove(event, layout);
    if (move) viewer.step(move.axis, move.by);
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };
  const positionMm = positionOf(volume, plane, cursor);
  return (
    <figure
      className={`min-w-0 ${viewer.plane === plane ? '' : 'max-[560px]:hidden'} ${plane === 'coronal' ? 'min-[560px]:max-2xl:col-span-2' : ''}`}
    >
      <figcaption className="flex justify-between gap-2 px-1 text-xs">
        <span className="font-medium">{names[plane]}</span>
        <span>
          {index + 1} of {count}, {positionMm}
        </span>
      </figcaption>
      <div
        id={`plane-${plane}`}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move through the slices.
        tabIndex={0}
        aria-label={`${names[plane]} plane, slice ${index + 1} of ${count}, ${positionMm}. Arrow up and down change the slice.`}
        aria-describedby="plane-keys"
        className={`mt-1 h-64 lg:h-80 ${plane === 'coronal' ? 'min-[560px]:max-2xl:h-56' : ''}`}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className={`block size-full touch-none bg-black ${cursors[tool]}`} />
      </div>
      <input
        type="range"
        className="mt-1 block h-6 w-full accent-white"
        min={0}
        max={count - 1}
        value={index}
        aria-label={`${names[plane]} slice`}
        onChange={({ target }) => viewer.step(layout.through, Number(target.value) - index)}
      />
    </figure>
  );
}

const cursors = {
  crosshair: 'cursor-crosshair',
  pan: 'cursor-grab',
  window: 'cursor-ns-resize',
  propose: 'cursor-cell',
  box: 'cursor-crosshair',
  brush: 'cursor-none',
  erase: 'cursor-none',
} as const;

/** Up and down change the slice; with Shift the arrows move the crosshair within the plane. */
function keyMove(
  { key, shiftKey }: KeyboardEvent,
  layout: ViewerControl['layouts'][Plane],
): { readonly axis: Axis; readonly by: number } | undefined {
  const sign = (reversed: boolean) => (reversed ? -1 : 1);
  if (shiftKey) {
    const across = sign(layout.acrossReversed);
    const down = sign(layout.downReversed);
    if (key === 'ArrowLeft') return { axis: layout.across, by: -across };
    if (key === 'ArrowRight') return { axis: layout.across, by: across };
    if (key === 'ArrowUp') return { axis: layout.down, by: -down };
    if (key === 'ArrowDown') return { axis: layout.down, by: down };
    return undefined;
  }
  const steps = { ArrowUp: -1, ArrowDown: 1, PageUp: -pageOfSlices, PageDown: pageOfSlices }[key];
  return steps === undefined ? undefined : { axis: layout.through, by: steps };
}

/** Where the slice lies in the patient, mm from the scanner's origin. */
function positionOf(volume: Volume, plane: Plane, cursor: readonly [number, number, number]): string {
  const point = indexToPatient(volume, indexPoint(cursor));
  const mm = plane === 'axial' ? point.z : plane === 'sagittal' ? point.x : point.y;
  const [positive, negative] = towards[plane];
  return `${Math.abs(mm).toFixed(0)} mm ${mm < 0 ? negative : positive}`;
}
