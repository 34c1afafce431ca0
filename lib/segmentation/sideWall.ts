import { type BodyFrame, toScan } from './bodyFrame';
import { angleCount, angleOf, type Endplate, heightAt, radiusAt, softened, type Wall } from './bodyModel';
import {
  coarseGains,
  coarseStepMm,
  fineGains,
  fineStepMm,
  outermostEdgeCosts,
  type ProfileGrid,
  profilesOf,
} from './edgeProfiles';
import type { ScanLine, ScanSampler } from './scanSampler';
import { smoothSurface } from './smoothSurface';

const { abs, ceil, cos, floor, max, min, round, sin } = Math;

/** How far in and out of the rounded box the wall is looked for, mm. */
const inwardMm = 9;
const outwardMm = 5;
/** Rows above and below the box, mm. */
const beyondMm = 4;
/** Roundness of a body in the axial plane: between an ellipse (2) and a rectangle. */
const exponent = 2.5;
/** Cost of lying 1 mm off the rounded box, squared with the distance: it decides where the pedicles leave no edge. */
const boxCost = 0.004;
/** Cost of a step of one label between neighbours. */
const stepCost = 0.12;
const fineStepCost = 0.1;
/** How far the precise search goes to each side, labels of 0.25 mm. */
const fineReach = 6;

/** What the scan says of the wall around a box; sampled once. */
export interface WallEvidence {
  readonly frame: BodyFrame;
  readonly grid: ProfileGrid;
  readonly firstW: number;
  readonly boxRadii: Float32Array;
  readonly gains: Float32Array;
  readonly costs: Float32Array;
}

export function wallEvidence(scan: ScanSampler, frame: BodyFrame): WallEvidence {
  const half = ceil(frame.half[2]) + beyondMm;
  const labels = (inwardMm + outwardMm) / coarseStepMm + 1;
  const grid = { rows: 2 * half + 1, columns: angleCount, wraps: true, labels };
  const boxRadii = Float32Array.from({ length: angleCount }, (_, column) => boxRadius(frame, angleOf(column)));
  const profiles = profilesOf(scan, grid, (row, column, line) =>
    radialLine(frame, angleOf(column), row - half, boxRadii[column] - inwardMm, coarseStepMm, line),
  );
  const gains = coarseGains(profiles);
  const costs = outermostEdgeCosts(gains, labels, inwardMm / coarseStepMm);
  return { frame, grid, firstW: -half, boxRadii, gains, costs };
}

/** Radius of the rounded box (superellipse) that fills the frame. */
export const boxRadius = ({ half }: BodyFrame, angle: number): number =>
  ((abs(cos(angle)) / half[0]) ** exponent + (abs(sin(angle)) / half[1]) ** exponent) ** (-1 / exponent);

/** The wall where the evidence is best; rows that lie above or below the endplates say nothing. */
export function findWall(
  evidence: WallEvidence,
  between?: { readonly top: Endplate; readonly bottom: Endplate },
): Wall {
  const { frame, grid, firstW, boxRadii } = evidence;
  const { rows, labels } = grid;
  const costs = new Float32Array(evidence.costs.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < angleCount; column += 1) {
      const w = firstW + row;
      const counts = between ? isBetween(between, angleOf(column), boxRadii[column] - 2, w, 1) : abs(w) < frame.half[2];
      const at = (row * angleCount + column) * labels;
      for (let k = 0; k < labels; k += 1) {
        const offMm = k * coarseStepMm - inwardMm;
        costs[at + k] = (counts ? evidence.costs[at + k] : 0) + boxCost * offMm ** 2;
      }
    }
  const found = smoothSurface({ ...grid, costs }, stepCost);
  const radii = found.map((label, place) => max(1, boxRadii[place % angleCount] - inwardMm + label * coarseStepMm));
  return { rows, firstW, radii };
}

/** How clear the wall's edge is at a place, 0 to nearly 1. */
export function gainOnWall({ grid, boxRadii, gains }: WallEvidence, wall: Wall, row: number, column: number): number {
  const label = round((wall.radii[row * angleCount + column] - boxRadii[column] + inwardMm) / coarseStepMm);
  const at = (row * angleCount + column) * grid.labels;
  let best = 0;
  for (let k = max(0, label - 2); k <= min(grid.labels - 1, label + 2); k += 1) best = max(best, gains[at + k]);
  return best;
}

/** Mean clearness of the wall's edge between the endplates. */
export function clearnessOfWall(evidence: WallEvidence, wall: Wall, top: Endplate, bottom: Endplate): number {
  let [sum, area] = [0, 0];
  for (let place = 0; place < wall.radii.length; place += 1) {
    const row = floor(place / angleCount);
    const radius = wall.radii[place];
    if (!isBetween({ top, bottom }, angleOf(place), radius - 2, wall.firstW + row, 1)) continue;
    sum += radius * gainOnWall(evidence, wall, row, place % angleCount);
    area += radius;
  }
  return area > 0 ? sum / area : 0;
}

/** The same wall with its edge located on profiles that follow it. */
export function refineWall(scan: ScanSampler, frame: BodyFrame, wall: Wall, top: Endplate, bottom: Endplate): Wall {
  const base = softened(wall.radii, angleCount, true);
  const labels = 2 * fineReach + 1;
  const grid = { rows: wall.rows, columns: angleCount, wraps: true, labels };
  const profiles = profilesOf(scan, grid, (row, column, line) => {
    const from = base[row * angleCount + column] - fineReach * fineStepMm;
    radialLine(frame, angleOf(column), wall.firstW + row, from, fineStepMm, line);
  });
  const costs = fineGains(profiles).map((gain) => -gain);
  for (let place = 0; place < base.length; place += 1) {
    const w = wall.firstW + floor(place / angleCount);
    if (!isBetween({ top, bottom }, angleOf(place), base[place] - 1, w, 0.5))
      costs.fill(0, place * labels, (place + 1) * labels);
  }
  const found = smoothSurface({ ...grid, costs }, fineStepCost);
  return { ...wall, radii: found.map((label, place) => max(1, base[place] + (label - fineReach) * fineStepMm)) };
}

/** Whether a place lies between the endplates, `marginMm` from both. */
function isBetween(
  { top, bottom }: { readonly top: Endplate; readonly bottom: Endplate },
  angle: number,
  radius: number,
  w: number,
  marginMm: number,
): boolean {
  const [u, v] = [radius * cos(angle), radius * sin(angle)];
  return w < heightAt(top, u, v) - marginMm && w > heightAt(bottom, u, v) + marginMm;
}

function radialLine(frame: BodyFrame, angle: number, w: number, from: number, stepMm: number, line: ScanLine): void {
  const [c, s] = [cos(angle), sin(angle)];
  const [u, v] = frame.axes;
  [line.x, line.y, line.z] = toScan(frame, from * c, from * s, w);
  line.dx = stepMm * (c * u[0] + s * v[0]);
  line.dy = stepMm * (c * u[1] + s * v[1]);
  line.dz = stepMm * (c * u[2] + s * v[2]);
}

/** Distance inwards from the wall, mm; negative outside. */
export const depthInWall = (wall: Wall, u: number, v: number, w: number): number =>
  radiusAt(wall, Math.atan2(v, u), w) - Math.hypot(u, v);
