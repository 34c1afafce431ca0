import { fail, ok, type Result } from '@/lib/core/result';
import { maskBox } from '@/lib/volume/maskPart';
import type { IndexPoint, Mask, Volume } from '@/lib/volume/volume';
import { frameOfBox, toScan } from './bodyFrame';
import type { BodyProblem } from './bodyProblem';
import { centroid } from './centroid';

/** From a body's face over a disc to the middle of the next body, mm: usual sizes of the thoracolumbar junction. */
const toNextMm = 20;

/** Where to look for the body above (1) or below (-1) an outlined one: a guess to show to the reader, not a finding. */
export function neighbourClick(volume: Volume, body: Mask, side: 1 | -1): Result<IndexPoint, BodyProblem> {
  const box = maskBox(body);
  if (!box) return fail(noNeighbour('The outline is empty.'));
  const frame = frameOfBox(volume, box);
  const middle = centroid(body);
  const [sx, sy, sz] = volume.spacingMm;
  const start = { ...frame, middle: [middle.x * sx, middle.y * sy, middle.z * sz] as const };
  const [x, y, z] = toScan(start, 0, 0, side * (frame.half[2] + toNextMm));
  const click: IndexPoint = { frame: 'index', x: x / sx, y: y / sy, z: z / sz };
  const inside = [click.x, click.y, click.z].every((index, axis) => index >= 0 && index <= volume.size[axis] - 1);
  return inside ? ok(click) : fail(noNeighbour('The next body lies outside the scan.'));
}

const noNeighbour = (message: string): BodyProblem => ({
  code: 'body-click',
  message,
  remedy: 'Click in an unfractured neighbour, or go on without this reading.',
});
