import { fail, ok, type Result } from '@/lib/core/result';
import type { VoxelBox } from '@/lib/volume/box';
import type { IndexPoint, Volume } from '@/lib/volume/volume';
import { type BodyFrame, boxOfFrame, frameOfBox, toScan } from './bodyFrame';
import { angleCount, type Wall } from './bodyModel';
import type { BodyProblem } from './bodyProblem';
import { type ScanLine, type ScanSampler, scanSampler } from './scanSampler';
import { findWall, gainOnWall, type WallEvidence, wallEvidence } from './sideWall';

const { max, min, sign } = Math;

/** Width and depth of thoracic and lumbar bodies, mm: least, usual, most (after Panjabi 1991, 1992). */
const acrossMm = [
  [24, 42, 58],
  [17, 32, 42],
] as const;
/** Height of a body, crushed to whole, mm. */
const leastHeightMm = 8;
const mostHeightMm = 34;
/** Half the side of the patch over which a profile is averaged: wide in the axial plane, thin for a crushed body, mm. */
const patchMm = { across: 6, height: 2 };
/** Fall of attenuation that counts half as much as the steepest, HU/mm: a lamina is no better a face than a thin back wall. */
const halfFall = 40;
/** How much a size costs that differs from the usual one by its whole range. */
const sizeCost = 3;
/** A click lies at least this share of the least size from each face. */
const clickShare = 1 / 3;
/** Clearness of the wall's edge, in the mean of a sector, from which a row is bone's and not a disc's; gaps up to so many mm. */
const boneGain = 0.3;
const widestGapMm = 2;
/** A disc may lie against fat: a row is bone's only if it is this share as clear as the rows around the click. */
const nearRows = 2;
const nearShare = 0.75;
/** Sectors of the wall without pedicles: left, back, right, front, in steps of 5 degrees around u. */
const sectors = [
  [-6, 6],
  [15, 21],
  [30, 42],
  [48, 60],
] as const;

/**
 * Proposes the box of the body in which the reader clicked. Width and depth: the pair of places where attenuation, averaged
 * over a patch around the click, falls most steeply outwards at a distance that bodies have. Height: as far up and down
 * from the click as the side has a cortex. A proposal to correct.
 */
export function proposeBox(volume: Volume, { x, y, z }: IndexPoint): Result<VoxelBox, BodyProblem> {
  if ([x, y, z].some((index, axis) => !(index >= 0 && index <= volume.size[axis] - 1)))
    return fail({
      code: 'body-click',
      message: 'The click lies outside the scan.',
      remedy: 'Click in the vertebral body.',
    });
  const scan = scanSampler(volume);
  const atClick: BodyFrame = {
    ...frameOfBox(volume, { lower: [x, y, z], size: [1, 1, 1] }),
    half: [acrossMm[0][1] / 2, acrossMm[1][1] / 2, mostHeightMm],
  };
  const [left, right] = bestFaces(scan, atClick, 0);
  const [front, back] = bestFaces(scan, atClick, 1);
  const around: BodyFrame = {
    middle: toScan(atClick, (left + right) / 2, (front + back) / 2, 0),
    axes: atClick.axes,
    half: [(right - left) / 2, (back - front) / 2, mostHeightMm],
  };
  const evidence = wallEvidence(scan, around);
  const [bottom, top] = heightsFrom(evidence, findWall(evidence));
  return ok(
    boxOfFrame(volume, {
      ...around,
      middle: toScan(around, 0, 0, (top + bottom) / 2),
      half: [around.half[0], around.half[1], (top - bottom) / 2],
    }),
  );
}

/** Distances of the two faces from the click along u (0) or v (1), mm, the first below 0. */
function bestFaces(scan: ScanSampler, frame: BodyFrame, axis: 0 | 1): readonly [number, number] {
  const [least, usual, most] = acrossMm[axis];
  const reach = most - 3;
  const count = 2 * reach + 3;
  const values = new Float32Array(count);
  const along = new Float32Array(count);
  const direction = frame.axes[axis];
  for (let a = -patchMm.across; a <= patchMm.across; a += 2)
    for (let w = -patchMm.height; w <= patchMm.height; w += 2) {
      const from = axis === 0 ? toScan(frame, -reach - 1, a, w) : toScan(frame, a, -reach - 1, w);
      const line: ScanLine = {
        x: from[0],
        y: from[1],
        z: from[2],
        dx: direction[0],
        dy: direction[1],
        dz: direction[2],
      };
      scan(line, along, 0, count);
      for (let i = 0; i < count; i += 1) values[i] += along[i];
    }
  const lines = (patchMm.across + 1) * (patchMm.height + 1);
  const gain = (mm: number): number => {
    const fall = max(0, ((values[mm + reach] - values[mm + reach + 2]) / 2 / lines) * sign(mm));
    return fall / (fall + halfFall);
  };
  const nearest = Math.round(clickShare * least);
  let best: readonly [number, number] = [-usual / 2, usual / 2];
  let most2 = Number.NEGATIVE_INFINITY;
  for (let low = -reach; low <= -nearest; low += 1)
    for (let high = nearest; high <= reach; high += 1) {
      const extent = high - low;
      if (extent < least || extent > most) continue;
      const score = gain(low) + gain(high) - sizeCost * ((extent - usual) / (most - least)) ** 2;
      if (score > most2) {
        most2 = score;
        best = [low, high];
      }
    }
  return best;
}

/** Heights of the lower and the upper end of the cortex around the click's row, mm from it: of the sector that goes furthest. */
function heightsFrom(evidence: WallEvidence, wall: Wall): readonly [bottom: number, top: number] {
  const ends = sectors.map((sector) => {
    const gains = Array.from({ length: wall.rows }, (_, row) => meanGain(evidence, wall, row, sector));
    const start = -wall.firstW;
    const near = gains.slice(start - nearRows, start + nearRows + 1);
    const enough = max(boneGain, nearShare * (near.reduce((sum, gain) => sum + gain, 0) / near.length));
    const isBone = gains.map((gain) => gain >= enough);
    return [-runFrom(isBone, start, -1), runFrom(isBone, start, 1)] as const;
  });
  // A sector that a contact with the next vertebra leads on is left out.
  const single = ends.filter(([low, high]) => high - low <= mostHeightMm);
  const from = single.length > 0 ? single : ends;
  const bottom = min(...from.map(([low]) => low));
  const top = max(...from.map(([, high]) => high));
  const lacking = max(0, leastHeightMm - (top - bottom)) / 2;
  return [bottom - lacking, top + lacking];
}

function meanGain(evidence: WallEvidence, wall: Wall, row: number, [first, last]: readonly [number, number]): number {
  let sum = 0;
  for (let column = first; column <= last; column += 1)
    sum += gainOnWall(evidence, wall, row, (column + angleCount) % angleCount);
  return sum / (last - first + 1);
}

/** Rows of bone from the click's row on in one direction, over gaps that are not wider than noise makes them. */
function runFrom(isBone: readonly boolean[], start: number, direction: 1 | -1): number {
  let last = 0;
  for (let step = 0; step - last <= widestGapMm + 1; step += 1) {
    const row = start + direction * step;
    if (row < 0 || row >= isBone.length) break;
    if (isBone[row]) last = step;
  }
  return last + 0.5;
}
