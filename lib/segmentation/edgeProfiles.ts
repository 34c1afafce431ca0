import type { ScanLine, ScanSampler } from './scanSampler';

/** Places of a surface, and how many positions (labels) are tried at each. */
export interface ProfileGrid {
  readonly rows: number;
  readonly columns: number;
  /** Whether the last column is the first one's neighbour, as around an axis. */
  readonly wraps: boolean;
  readonly labels: number;
}

/** Attenuation along lines that leave the body, one for each place; samples run outwards and are fastest. */
export interface Profiles extends ProfileGrid {
  readonly values: Float32Array;
}

/** Distance of labels where an edge is looked for, and where its place is made precise, mm. */
export const coarseStepMm = 0.5;
export const fineStepMm = 0.25;

/** Samples before the first and after the last label. */
const around = 4;
/** Fall of attenuation that counts half as much as the steepest, HU. */
const halfFallHu = 120;
/** Labels between two edges that are not one. */
const apartLabels = 5;
/** What a fall further out costs, against its own gain there. */
const outerFallWeight = 0.5;

/** @param place sets the line of a place: the point of its first label, and the step to the next one */
export function profilesOf(
  scan: ScanSampler,
  { rows, columns, wraps, labels }: ProfileGrid,
  place: (row: number, column: number, line: ScanLine) => void,
): Profiles {
  const samples = labels + 2 * around;
  const values = new Float32Array(rows * columns * samples);
  const line: ScanLine = { x: 0, y: 0, z: 0, dx: 0, dy: 0, dz: 0 };
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      place(row, column, line);
      line.x -= around * line.dx;
      line.y -= around * line.dy;
      line.z -= around * line.dz;
      scan(line, values, (row * columns + column) * samples, samples);
    }
  return { rows, columns, wraps, labels, values: smoothedAcross(values, { rows, columns, wraps, labels: samples }) };
}

/** [1 2 1] / 4 over rows and columns, never along the profile: noise goes, edges keep their place. */
function smoothedAcross(source: Float32Array, { rows, columns, wraps, labels }: ProfileGrid): Float32Array {
  const pass = (values: Float32Array, neighbour: (row: number, column: number, by: 1 | -1) => number): Float32Array => {
    const out = new Float32Array(values.length);
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1) {
        const at = (row * columns + column) * labels;
        const before = neighbour(row, column, -1) * labels;
        const after = neighbour(row, column, 1) * labels;
        for (let i = 0; i < labels; i += 1)
          out[at + i] = (values[before + i] + 2 * values[at + i] + values[after + i]) / 4;
      }
    return out;
  };
  const inRow = (column: number): number =>
    wraps ? (column + columns) % columns : Math.max(0, Math.min(columns - 1, column));
  const acrossColumns = pass(source, (row, column, by) => row * columns + inRow(column + by));
  return pass(acrossColumns, (row, column, by) => Math.max(0, Math.min(rows - 1, row + by)) * columns + column);
}

/** How steeply attenuation falls outwards at each label, 0 to nearly 1: the same for dense and for thin bone. */
function edgeGains({ rows, columns, labels, values }: Profiles, taps: readonly number[]): Float32Array {
  const samples = labels + 2 * around;
  const gains = new Float32Array(rows * columns * labels);
  for (let place = 0; place < rows * columns; place += 1)
    for (let k = 0; k < labels; k += 1) {
      const at = place * samples + around + k;
      let fall = 0;
      for (const tap of taps) fall += values[at - tap] - values[at + tap];
      fall /= taps.length;
      if (fall > 0) gains[place * labels + k] = fall / (fall + halfFallHu);
    }
  return gains;
}

/** Gains of labels 0.5 mm apart, over 1 mm on each side. */
export const coarseGains = (profiles: Profiles): Float32Array => edgeGains(profiles, [1, 2]);

/** Gains of labels 0.25 mm apart, over 0.75 mm on each side: a wider window is drawn outwards by a thin cortex. */
export const fineGains = (profiles: Profiles): Float32Array => edgeGains(profiles, [1, 2, 3]);

/**
 * Costs from gains, higher where a steep fall lies further out but not beyond `lastLabel`: then this one is the far side of
 * the other endplate, or the border of a cleft.
 */
export function outermostEdgeCosts(gains: Float32Array, labels: number, lastLabel: number): Float32Array {
  const costs = gains.map((gain) => -gain);
  const last = Math.min(labels - 1, Math.floor(lastLabel));
  for (let at = 0; at < costs.length; at += labels) {
    let steepest = 0;
    for (let k = last - apartLabels; k >= 0; k -= 1) {
      steepest = Math.max(steepest, gains[at + k + apartLabels]);
      costs[at + k] += outerFallWeight * steepest;
    }
  }
  return costs;
}
