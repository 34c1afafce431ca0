import type { ProfileGrid } from './edgeProfiles';

/** A cost for each label of each place, labels fastest. */
export interface LabelCosts extends ProfileGrid {
  readonly costs: Float32Array;
}

/** The eight directions in which paths run to a place. */
const directions = [
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
  [1, 1],
  [1, -1],
  [-1, 1],
  [-1, -1],
] as const;

/**
 * The label of each place that is cheap itself and near its neighbours' labels: minimal-cost paths from eight directions
 * are added up (semi-global matching, Hirschmueller 2008), with a penalty linear in the step between neighbours, so that
 * a steep flank costs no more than the same height climbed slowly. Fractions of a label by a parabola.
 *
 * @param stepCost penalty of one label's difference between neighbours, in the unit of the costs
 */
export function smoothSurface(profiles: LabelCosts, stepCost: number): Float32Array {
  const { rows, columns, labels, wraps, costs } = profiles;
  const total = new Float32Array(costs.length);
  const path = new Float32Array(costs.length);
  const spread = new Float32Array(labels);
  for (const [dr, dc] of directions) {
    const cost = stepCost * (dr !== 0 && dc !== 0 ? Math.SQRT2 : 1);
    // Around an axis a path has no beginning along a row: a second lap forgets the first one's.
    const laps = wraps && dr === 0 ? 2 : 1;
    for (let lap = 0; lap < laps; lap += 1)
      for (let i = 0; i < rows; i += 1) {
        const row = dr >= 0 ? i : rows - 1 - i;
        for (let j = 0; j < columns; j += 1) {
          const column = dc >= 0 ? j : columns - 1 - j;
          const starts = dr === 0 && lap === 0 && j === 0;
          const from = starts ? -1 : before(row - dr, column - dc);
          goOn(costs, path, (row * columns + column) * labels, from, labels, cost, spread);
        }
      }
    for (let i = 0; i < total.length; i += 1) total[i] += path[i];
  }
  return Float32Array.from({ length: rows * columns }, (_, place) => leastOf(total, place * labels, labels));

  function before(row: number, column: number): number {
    if (row < 0 || row >= rows) return -1;
    if (column >= 0 && column < columns) return (row * columns + column) * labels;
    return wraps ? (row * columns + ((column + columns) % columns)) * labels : -1;
  }
}

/**
 * A path's costs at one place: its own, and the least ones of coming from a neighbour's labels above that neighbour's
 * least, by two sweeps.
 */
function goOn(
  costs: Float32Array,
  path: Float32Array,
  at: number,
  from: number,
  labels: number,
  cost: number,
  spread: Float32Array,
): void {
  if (from < 0) {
    for (let k = 0; k < labels; k += 1) path[at + k] = costs[at + k];
    return;
  }
  let least = Number.POSITIVE_INFINITY;
  let nearest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < labels; k += 1) {
    const value = path[from + k];
    if (value < least) least = value;
    nearest = Math.min(nearest + cost, value);
    spread[k] = nearest;
  }
  for (let k = labels - 1; k >= 0; k -= 1) {
    const value = spread[k];
    nearest = Math.min(nearest + cost, value);
    path[at + k] = costs[at + k] + nearest - least;
  }
}

function leastOf(total: Float32Array, at: number, labels: number): number {
  let best = 0;
  for (let k = 1; k < labels; k += 1) if (total[at + k] < total[at + best]) best = k;
  if (best === 0 || best === labels - 1) return best;
  const [a, b, c] = [total[at + best - 1], total[at + best], total[at + best + 1]];
  const bend = a - 2 * b + c;
  return bend > 0 ? best + (0.5 * (a - c)) / bend : best;
}
