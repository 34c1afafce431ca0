import { drawPlane, drawSlice } from '@/lib/client/imaging/drawPlane';
import { maskPartOf } from '@/lib/volume/maskPart';
import { boneWindow } from '@/lib/volume/planeImage';
import { indexPoint, type Plane, planeLayout } from '@/lib/volume/planeLayout';
import { identityDirection, type Triple, type Volume } from '@/lib/volume/volume';

const size: Triple = [512, 512, 160];
const geometry = {
  size,
  spacingMm: [0.7, 0.7, 1] as Triple,
  originLps: [0, 0, 0] as Triple,
  direction: identityDirection,
};
const planes: readonly Plane[] = ['axial', 'sagittal', 'coronal'];
const canvasPx = { widthPx: 420, heightPx: 320 };

/** What the bench calls in the page. */
export interface ViewerBenchPage {
  /** Frames in a second while the crosshair runs through the scan, so that every frame shows new slices. */
  framesPerSecond(which: readonly Plane[], seconds: number): Promise<number>;
  /** Milliseconds until one new slice is on its canvas, the middle of several. */
  sliceMs(plane: Plane): number;
  hasWebGl(): boolean;
}

function makeVolume(): Volume<Int16Array> {
  const data = new Int16Array(size[0] * size[1] * size[2]);
  for (let i = 0, seed = 1; i < data.length; i += 1) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    data[i] = ((seed >> 12) % 2000) - 900;
  }
  return { ...geometry, data };
}

function makeBody() {
  const data = new Uint8Array(size[0] * size[1] * size[2]);
  for (let z = 65; z < 95; z += 1)
    for (let y = 230; y < 280; y += 1)
      for (let x = 225; x < 290; x += 1)
        if (((x - 257) / 32) ** 2 + ((y - 255) / 25) ** 2 <= 1) data[x + size[0] * (y + size[1] * z)] = 1;
  const part = maskPartOf({ ...geometry, data }, 25);
  if (!part) throw new Error('the body is empty');
  return part;
}

const volume = makeVolume();
const part = makeBody();
const contexts = new Map(
  planes.map((plane) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvasPx.widthPx;
    canvas.height = canvasPx.heightPx;
    document.body.append(canvas);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('the browser gives no 2D canvas');
    return [plane, context];
  }),
);

/** As the screen draws a plane: new grey values, tint, outline, crosshair, box, scale and letters. */
function draw(plane: Plane, cursor: Triple): CanvasRenderingContext2D {
  const context = contexts.get(plane);
  if (!context) throw new Error(`no canvas for ${plane}`);
  const layout = planeLayout(volume, plane);
  const slice = drawSlice(volume, layout, cursor[layout.through], boneWindow, { part, opacity: 0.15 });
  const view = { centre: indexPoint([256, 256, 80]), fieldMm: 130 };
  drawPlane(context, { layout, geometry: volume, view, ...canvasPx }, slice, {
    cursor,
    label: 'L1',
    box: [
      [225, 290],
      [230, 280],
      [65, 95],
    ],
  });
  return context;
}

/** A body's slices, back and forth. */
const cursorAt = (step: number): Triple => [230 + (step % 55), 232 + (step % 45), 66 + (step % 28)];

const bench: ViewerBenchPage = {
  framesPerSecond: (which, seconds) =>
    new Promise((resolve) => {
      let frames = 0;
      let started = 0;
      const frame = (now: number) => {
        started ||= now;
        if (now - started >= seconds * 1000) {
          resolve(((frames - 1) * 1000) / (now - started));
          return;
        }
        for (const plane of which) draw(plane, cursorAt(frames));
        frames += 1;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }),
  sliceMs: (plane) => {
    const times = Array.from({ length: 31 }, (_, step) => {
      const start = performance.now();
      // Reading a pixel back waits until the canvas has really been drawn.
      draw(plane, cursorAt(step)).getImageData(0, 0, 1, 1);
      return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[times.length >> 1];
  },
  hasWebGl: () => document.createElement('canvas').getContext('webgl') !== null,
};

(self as unknown as { viewerBench: ViewerBenchPage }).viewerBench = bench;
