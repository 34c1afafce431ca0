import type { Triple } from '@/lib/volume/volume';
import { type BodyFrame, toScan } from './bodyFrame';
import { aroundAt, type Endplate, softened, type Wall } from './bodyModel';
import {
  coarseGains,
  coarseStepMm,
  fineGains,
  fineStepMm,
  outermostEdgeCosts,
  type ProfileGrid,
  profilesOf,
} from './edgeProfiles';
import type { ScanSampler } from './scanSampler';
import { depthInWall } from './sideWall';
import { smoothSurface } from './smoothSurface';

const { abs, atan2, ceil, floor, hypot, max, min, PI, round } = Math;

/** How far outside the box an endplate may lie, mm, and what 1 mm of it costs, squared with the distance. */
const outwardMm = 4;
const outwardCost = 0.01;
/** An endplate may be sunk past the middle of the box by this share of the half height. */
const sunkShare = 0.25;
/** Columns beside the box, mm. */
const besideMm = 4;
/** Columns nearer to the wall than this say nothing: they graze its cortex, mm. */
const shyMm = 1;
/** Cost of a step of one label between neighbours. */
const stepCost = 0.12;
const fineStepCost = 0.1;
/** How far the precise search goes to each side, labels of 0.25 mm. */
const fineReach = 6;
/** Endplates are hollow: lying above the rim's chord by more than this costs so much a mm, up to a most. */
const aboveRimMm = 3;
const aboveRimCost = 0.15;
const aboveRimMost = 0.8;
/** What a mm of height between places 1 mm apart takes from an endplate's clearness. */
const roughnessCost = 0.1;

/** 1 for the upper, -1 for the lower endplate. */
export type Side = 1 | -1;

/** What the scan says of an endplate under a box; sampled once. */
export interface EndplateEvidence {
  readonly frame: BodyFrame;
  readonly side: Side;
  readonly grid: ProfileGrid;
  readonly firstU: number;
  readonly firstV: number;
  /** Distance of the first label from the middle, mm, outwards. */
  readonly innermost: number;
  readonly costs: Float32Array;
}

export function endplateEvidence(scan: ScanSampler, frame: BodyFrame, side: Side): EndplateEvidence {
  const [halfU, halfV] = [ceil(frame.half[0]) + besideMm, ceil(frame.half[1]) + besideMm];
  const innermost = -sunkShare * frame.half[2];
  const labels = ceil((frame.half[2] + outwardMm - innermost) / coarseStepMm) + 1;
  const grid = { rows: 2 * halfV + 1, columns: 2 * halfU + 1, wraps: false, labels };
  const step = stepAlong(frame, side, coarseStepMm);
  const profiles = profilesOf(scan, grid, (row, column, line) => {
    [line.x, line.y, line.z] = toScan(frame, column - halfU, row - halfV, side * innermost);
    [line.dx, line.dy, line.dz] = step;
  });
  const face = (frame.half[2] - innermost) / coarseStepMm;
  const costs = outermostEdgeCosts(coarseGains(profiles), labels, face);
  return { frame, side, grid, firstU: -halfU, firstV: -halfV, innermost, costs };
}

/** The endplate where the evidence within the wall is best, not far above the chord of its rim. */
export function findEndplate(evidence: EndplateEvidence, wall: Wall, rim: Float32Array): Endplate {
  const { frame, side, grid, firstU, firstV, innermost } = evidence;
  const { rows, columns, labels } = grid;
  const costs = new Float32Array(evidence.costs.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const [u, v] = [firstU + column, firstV + row];
      const depth = depthInWall(wall, u, v, (side * frame.half[2]) / 2);
      if (depth <= shyMm) continue;
      const chord = side * rimChord(rim, u, v, depth);
      const at = (row * columns + column) * labels;
      for (let k = 0; k < labels; k += 1) {
        const height = innermost + k * coarseStepMm;
        const outside = outwardCost * max(0, height - frame.half[2]) ** 2;
        const aboveRim = min(aboveRimMost, aboveRimCost * max(0, height - chord - aboveRimMm));
        costs[at + k] = evidence.costs[at + k] + outside + aboveRim;
      }
    }
  const found = smoothSurface({ ...grid, costs }, stepCost);
  return { columns, rows, firstU, firstV, heights: found.map((k) => side * (innermost + k * coarseStepMm)) };
}

/** Height at a place of the straight line through the axis from rim to rim. */
function rimChord(rim: Float32Array, u: number, v: number, depth: number): number {
  const radius = hypot(u, v);
  const angle = atan2(v, u);
  const share = (1 + radius / (radius + depth)) / 2;
  return share * aroundAt(rim, angle) + (1 - share) * aroundAt(rim, angle + PI);
}

/** Mean clearness of the endplate's edge within the wall, less what speaks against its place, and less its roughness. */
export function clearnessOfEndplate(evidence: EndplateEvidence, wall: Wall, { heights }: Endplate): number {
  const { frame, side, grid, firstU, firstV, innermost, costs } = evidence;
  let [sum, area] = [0, 0];
  for (let place = 0; place < heights.length; place += 1) {
    const [u, v] = [firstU + (place % grid.columns), firstV + floor(place / grid.columns)];
    if (depthInWall(wall, u, v, (side * frame.half[2]) / 2) <= shyMm) continue;
    const label = round((side * heights[place] - innermost) / coarseStepMm);
    sum += max(0, -costs[place * grid.labels + max(0, min(grid.labels - 1, label))]);
    // From one vertebra's endplate to another's there is a cliff; a wedge or a hollow has slopes only.
    const [right, back] = [place + 1, place + grid.columns].map((next) => heights[next] ?? heights[place]);
    sum -= roughnessCost * (abs(right - heights[place]) + abs(back - heights[place]));
    area += 1;
  }
  return area > 0 ? sum / area : 0;
}

/** The same endplate with its edge located on profiles that follow it. */
export function refineEndplate(scan: ScanSampler, frame: BodyFrame, wall: Wall, plate: Endplate, side: Side): Endplate {
  const { rows, columns, firstU, firstV } = plate;
  const base = softened(plate.heights, columns, false);
  const labels = 2 * fineReach + 1;
  const grid = { rows, columns, wraps: false, labels };
  const step = stepAlong(frame, side, fineStepMm);
  const profiles = profilesOf(scan, grid, (row, column, line) => {
    const from = base[row * columns + column] - side * fineReach * fineStepMm;
    [line.x, line.y, line.z] = toScan(frame, firstU + column, firstV + row, from);
    [line.dx, line.dy, line.dz] = step;
  });
  const costs = fineGains(profiles).map((gain) => -gain);
  for (let place = 0; place < base.length; place += 1) {
    const [u, v] = [firstU + (place % columns), firstV + floor(place / columns)];
    if (depthInWall(wall, u, v, base[place] - side) <= shyMm) costs.fill(0, place * labels, (place + 1) * labels);
  }
  const found = smoothSurface({ ...grid, costs }, fineStepCost);
  return { ...plate, heights: found.map((k, place) => base[place] + side * (k - fineReach) * fineStepMm) };
}

const stepAlong = ({ axes }: BodyFrame, side: Side, stepMm: number): Triple => [
  side * stepMm * axes[2][0],
  side * stepMm * axes[2][1],
  side * stepMm * axes[2][2],
];
