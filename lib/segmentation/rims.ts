import { angleCount, type Wall } from './bodyModel';
import { gainOnWall, type WallEvidence } from './sideWall';
import { smoothSurface } from './smoothSurface';

const { ceil, max, min, round } = Math;

/** Height of the body's upper and lower edge for each angle, mm. */
export interface Rims {
  readonly top: Float32Array;
  readonly bottom: Float32Array;
}

/** Clearness of the wall's edge from which a row counts as bone and not as disc. */
const boneGain = 0.3;
/** The search begins on the far side of the middle by this share of the half height: a wedge's front is low. */
const startShare = 0.6;
/** How far above the box an edge may lie, mm. */
const beyondMm = 4;
/** Cost of a step of 1 mm between neighbouring angles. */
const stepCost = 0.3;

/**
 * Where the side of the body ends upwards and downwards. Beside a disc there is no cortex: from inside the body, each row
 * with a clear edge of the wall speaks for going on and each without against it. This tells the body's own endplate from
 * the next vertebra's, which look alike along the axis.
 */
export function findRims(evidence: WallEvidence, wall: Wall): Rims {
  const { frame, grid, firstW } = evidence;
  const half = frame.half[2];
  const rim = (side: 1 | -1): Float32Array => {
    const from = -startShare * half;
    const labels = ceil(half + beyondMm - from);
    const costs = new Float32Array(angleCount * labels);
    for (let column = 0; column < angleCount; column += 1) {
      let sum = 0;
      for (let k = 0; k < labels; k += 1) {
        costs[column * labels + k] = sum;
        const row = max(0, min(grid.rows - 1, round(side * (from + k) - firstW)));
        sum -= gainOnWall(evidence, wall, row, column) - boneGain;
      }
    }
    const found = smoothSurface({ rows: 1, columns: angleCount, wraps: true, labels, costs }, stepCost);
    return found.map((label) => side * (from + label - 0.5));
  };
  return { top: rim(1), bottom: rim(-1) };
}
