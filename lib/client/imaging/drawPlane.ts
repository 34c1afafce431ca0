import 'client-only';
import type { MaskPart } from '@/lib/volume/maskPart';
import { type GreyWindow, type OutlineEdge, outlineEdges, planeImage } from '@/lib/volume/planeImage';
import { type Axis, alongAxis, indexPoint, type PlaneLayout } from '@/lib/volume/planeLayout';
import { type PlaneScreen, pixelsPerMm, toCanvas } from '@/lib/volume/planeView';
import type { IndexPoint, Triple, Volume } from '@/lib/volume/volume';
import type { BoxDraft } from './boxDraft';

/** One slice with its grey values on a canvas of its own, and the outline on it: drawn anew only when one of these changes. */
export interface SliceDrawing {
  readonly image: HTMLCanvasElement | OffscreenCanvas;
  readonly edges: readonly OutlineEdge[];
  /** Of a body that is only measured, beside the one that is treated. */
  readonly otherEdges: readonly OutlineEdge[];
}

export interface Overlays {
  readonly cursor?: Triple;
  readonly box?: BoxDraft;
  /** Beside the outline, never on it. */
  readonly label?: string;
  /** Circle of the brush around a position. */
  readonly brush?: { readonly at: IndexPoint; readonly radiusMm: number };
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const light = '#ffd15c';
const halo = '#141414';
const boxColour = '#7fd4ff';

export function drawSlice(
  volume: Volume,
  layout: PlaneLayout,
  index: number,
  greyWindow: GreyWindow,
  region?: { readonly part: MaskPart; readonly opacity: number },
  other?: MaskPart,
): SliceDrawing {
  const { width, height, pixels } = planeImage(volume, layout, index, greyWindow, region);
  const image = new OffscreenCanvas(width, height);
  image.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return {
    image,
    edges: region ? outlineEdges(region.part, layout, index) : [],
    otherEdges: other ? outlineEdges(other, layout, index) : [],
  };
}

/** Draws a slice and what lies over it, in CSS pixels; the caller has scaled the context for the device. */
export function drawPlane(context: Context, screen: PlaneScreen, slice: SliceDrawing, overlays: Overlays) {
  const { image, edges, otherEdges } = slice;
  const { layout, geometry, widthPx, heightPx } = screen;
  context.fillStyle = '#000';
  context.fillRect(0, 0, widthPx, heightPx);
  const first = indexPoint([0, 0, 0]);
  const last = indexPoint(geometry.size.map((count) => count - 1));
  // Voxel centres are whole numbers, so that the image reaches half a voxel beyond the first and the last.
  const corner = toCanvas(screen, cornerOf(layout, first, last));
  const scale = pixelsPerMm(screen);
  const stepX = geometry.spacingMm[layout.across] * scale;
  const stepY = geometry.spacingMm[layout.down] * scale;
  context.imageSmoothingEnabled = true;
  context.drawImage(
    image,
    corner.x - stepX / 2,
    corner.y - stepY / 2,
    stepX * geometry.size[layout.across],
    stepY * geometry.size[layout.down],
  );
  drawEdges(context, screen, edges, light, 6);
  drawEdges(context, screen, otherEdges, boxColour, 4);
  if (overlays.box) drawBox(context, screen, overlays.box, overlays.cursor);
  if (overlays.cursor) drawCrosshair(context, screen, overlays.cursor);
  if (overlays.brush) drawBrush(context, screen, overlays.brush.at, overlays.brush.radiusMm);
  if (overlays.label && edges.length > 0) drawLabel(context, screen, edges, overlays.label);
  drawScaleBar(context, screen);
  drawLetters(context, screen);
}

/** The voxel at the top left of the screen. */
function cornerOf(layout: PlaneLayout, first: IndexPoint, last: IndexPoint): IndexPoint {
  const values = [0, 0, 0];
  values[layout.across] = alongAxis(layout.acrossReversed ? last : first, layout.across);
  values[layout.down] = alongAxis(layout.downReversed ? last : first, layout.down);
  return indexPoint(values);
}

const onPlane = ({ layout, view }: PlaneScreen, across: number, down: number): IndexPoint => {
  const values = [view.centre.x, view.centre.y, view.centre.z];
  values[layout.across] = across;
  values[layout.down] = down;
  return indexPoint(values);
};

/** A bright line with gaps over a dark one: readable on white and on black, and told by its pattern without colour. */
function drawEdges(
  context: Context,
  screen: PlaneScreen,
  edges: readonly OutlineEdge[],
  colour: string,
  dashOfEight: number,
) {
  const trace = (wanted: (edge: OutlineEdge) => boolean) => {
    context.beginPath();
    for (const edge of edges) {
      if (!wanted(edge)) continue;
      const from = toCanvas(screen, onPlane(screen, edge[0], edge[1]));
      const to = toCanvas(screen, onPlane(screen, edge[2], edge[3]));
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.stroke();
  };
  context.lineCap = 'round';
  context.lineWidth = 3;
  context.strokeStyle = halo;
  trace(() => true);
  context.lineWidth = 1.6;
  context.strokeStyle = colour;
  trace(([a, b, c, d]) => Math.floor(a + b + c + d) % 8 < dashOfEight);
}

function drawBox(context: Context, screen: PlaneScreen, box: BoxDraft, cursor: Triple | undefined) {
  const { layout, geometry } = screen;
  const [across, down, through] = [box[layout.across], box[layout.down], box[layout.through]];
  const whole = (axis: Axis): readonly [number, number] => [-0.5, geometry.size[axis] - 0.5];
  const [a0, a1] = across ? [across[0] - 0.5, across[1] + 0.5] : whole(layout.across);
  const [d0, d1] = down ? [down[0] - 0.5, down[1] + 0.5] : whole(layout.down);
  if (!across && !down) return;
  const corners = [toCanvas(screen, onPlane(screen, a0, d0)), toCanvas(screen, onPlane(screen, a1, d1))];
  const [left, top] = [Math.min(corners[0].x, corners[1].x), Math.min(corners[0].y, corners[1].y)];
  const [width, height] = [Math.abs(corners[0].x - corners[1].x), Math.abs(corners[0].y - corners[1].y)];
  const index = cursor?.[layout.through];
  const isCut = index === undefined || !through || (index >= through[0] && index <= through[1]);
  // A slice that the box does not reach shows where it lies, fainter.
  for (const [colour, line] of [
    [halo, 3],
    [boxColour, 1.5],
  ] as const) {
    context.globalAlpha = isCut ? 1 : 0.4;
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.setLineDash(line === 3 ? [] : [6, 3]);
    context.strokeRect(left, top, width, height);
  }
  context.setLineDash([]);
  if (isCut && across && down) {
    context.fillStyle = boxColour;
    for (const [x, y] of [
      [left, top + height / 2],
      [left + width, top + height / 2],
      [left + width / 2, top],
      [left + width / 2, top + height],
    ])
      context.fillRect(x - 4, y - 4, 8, 8);
  }
  context.globalAlpha = 1;
}

/** Open in the middle, so that it never covers what it points at. */
function drawCrosshair(context: Context, screen: PlaneScreen, cursor: Triple) {
  const { x, y } = toCanvas(screen, indexPoint(cursor));
  const gap = 14;
  context.lineWidth = 1;
  context.strokeStyle = 'rgba(127, 212, 255, 0.75)';
  context.beginPath();
  for (const [fromX, fromY, toX, toY] of [
    [0, y, x - gap, y],
    [x + gap, y, screen.widthPx, y],
    [x, 0, x, y - gap],
    [x, y + gap, x, screen.heightPx],
  ]) {
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
  }
  context.stroke();
}

function drawBrush(context: Context, screen: PlaneScreen, at: IndexPoint, radiusMm: number) {
  const { x, y } = toCanvas(screen, at);
  for (const [colour, line] of [
    [halo, 3],
    ['#ffffff', 1],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.beginPath();
    context.arc(x, y, radiusMm * pixelsPerMm(screen), 0, 2 * Math.PI);
    context.stroke();
  }
}

const font = '12px ui-sans-serif, system-ui, sans-serif';

function haloText(context: Context, text: string, x: number, y: number) {
  context.font = font;
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = '#ffffff';
  context.fillText(text, x, y);
}

function drawLabel(context: Context, screen: PlaneScreen, edges: readonly OutlineEdge[], label: string) {
  const points = edges.map(([across, down]) => toCanvas(screen, onPlane(screen, across, down)));
  const right = Math.max(...points.map(({ x }) => x));
  const top = Math.min(...points.map(({ y }) => y));
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  haloText(context, label, Math.min(right + 6, screen.widthPx - 24), Math.max(16, top - 2));
}

/** A round length that takes up to a quarter of the width. */
function drawScaleBar(context: Context, screen: PlaneScreen) {
  const scale = pixelsPerMm(screen);
  const lengthMm = [100, 50, 20, 10, 5, 2, 1].find((mm) => mm * scale <= screen.widthPx / 4) ?? 1;
  const [x, y] = [10, screen.heightPx - 12];
  const bar = [
    [x, y - 4, x, y],
    [x, y, x + lengthMm * scale, y],
    [x + lengthMm * scale, y, x + lengthMm * scale, y - 4],
  ];
  for (const [colour, line] of [
    [halo, 4],
    ['#ffffff', 1.5],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.beginPath();
    for (const [fromX, fromY, toX, toY] of bar) {
      context.moveTo(fromX, fromY);
      context.lineTo(toX, toY);
    }
    context.stroke();
  }
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  haloText(context, `${lengthMm} mm`, x, y - 6);
}

function drawLetters(context: Context, { layout: { letters }, widthPx, heightPx }: PlaneScreen) {
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  haloText(context, letters.left, 6, heightPx / 2);
  context.textAlign = 'right';
  haloText(context, letters.right, widthPx - 6, heightPx / 2);
  context.textAlign = 'center';
  context.textBaseline = 'top';
  haloText(context, letters.top, widthPx / 2, 6);
  context.textBaseline = 'bottom';
  haloText(context, letters.bottom, widthPx / 2, heightPx - 6);
}
