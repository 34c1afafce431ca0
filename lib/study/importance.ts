import { seededRandom } from '@/lib/core/random';
import type { Predictor } from './learners/learner';
import type { FittedEnsemble } from './learners/tabnet/ensemble';
import type { Matrix } from './matrix';
import { auroc, midranks } from './metrics/discrimination';
import { mean, populationSd } from './selection/statistics';

export interface InputImportance {
  readonly name: string;
  /** Share of the masks, averaged over rows and members. */
  readonly maskShare: number;
  /** Mean fall of AUROC when the input's values are shuffled between rows. */
  readonly permutation: number;
  /** Share of member pairs' half-ensembles in which the input is among the five first by mask share. */
  readonly inFirstFive: number;
}

export interface Importance {
  readonly inputs: readonly InputImportance[];
  /** Mean rank correlation of mask shares between two halves of the ensemble, over random halvings. */
  readonly stability: number;
}

const halvings = 20;
const shuffles = 10;

/** Global importance of a TabNet ensemble on rows; masks say where it looked, not which way, nor that it was needed. */
export function importanceOf(
  ensemble: FittedEnsemble,
  x: Matrix,
  y: Uint8Array,
  names: readonly string[],
  seed: number,
): Importance {
  const shares = sharesOf(ensemble.attention(x));
  const drops = permutationDrops(ensemble, x, y, seed);
  const random = seededRandom(seed, 'halves');
  const firstFive = new Float64Array(names.length);
  const correlations: number[] = [];
  // Each member's own shares once: a half's shares are the mean of its members'.
  const single = ensemble.members.map((member) => sharesOf(ensemble.attention(x, [member])));
  for (let k = 0; k < halvings; k++) {
    const order = random.permutation(single.length);
    const halves = [order.slice(0, order.length >> 1), order.slice(order.length >> 1)].map((half) =>
      names.map((_, i) => mean(half.map((member) => single[member][i]))),
    );
    correlations.push(rankCorrelation(halves[0], halves[1]));
    for (const half of halves) for (const i of largest(half, 5)) firstFive[i] += 1 / (2 * halvings);
  }
  return {
    inputs: names.map((name, i) => ({ name, maskShare: shares[i], permutation: drops[i], inFirstFive: firstFive[i] })),
    stability: mean(correlations),
  };
}

function sharesOf({ rows, columns, data }: Matrix): number[] {
  const sums = Array.from({ length: columns }, (_, i) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += data[row * columns + i];
    return sum;
  });
  const total = sums.reduce((sum, value) => sum + value, 0);
  return sums.map((sum) => (total > 0 ? sum / total : 0));
}

function permutationDrops(model: Predictor, x: Matrix, y: Uint8Array, seed: number): number[] {
  const whole = auroc(model.predict(x), y);
  return Array.from({ length: x.columns }, (_, column) => {
    const random = seededRandom(seed, `shuffle ${column}`);
    const drops = Array.from({ length: shuffles }, () => {
      const shuffled = { ...x, data: x.data.slice() };
      random.permutation(x.rows).forEach((from, row) => {
        shuffled.data[row * x.columns + column] = x.data[from * x.columns + column];
      });
      return whole - auroc(model.predict(shuffled), y);
    });
    return mean(drops);
  });
}

function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [ra, rb] = [midranks(a), midranks(b)];
  const [ma, mb] = [mean(ra), mean(rb)];
  const product = ra.reduce((sum, value, i) => sum + (value - ma) * (rb[i] - mb), 0) / ra.length;
  const spread = populationSd(ra, ma) * populationSd(rb, mb);
  return spread > 0 ? product / spread : 0;
}

const largest = (values: readonly number[], count: number): number[] =>
  Array.from(values.keys())
    .sort((a, b) => values[b] - values[a])
    .slice(0, count);
