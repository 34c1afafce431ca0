import { seededRandom } from '@/lib/core/random';
import { ok, type Result } from '@/lib/core/result';
import { rowOf } from '../matrix';
import { checkTraining, type LearnerProblem, type Predictor, refuse, type TrainingData } from './learner';
import { sigmoid } from './logistic';
import { growTree, sortColumns, type Tree, treeValue } from './tree';

export interface BoostingOptions {
  readonly rounds: number;
  readonly depth: number;
  readonly learningRate: number;
  /** L2 penalty on leaf values. */
  readonly lambda: number;
  /** Least sum of second derivatives in a leaf. */
  readonly leastChildWeight: number;
  /** Share of rows drawn for a tree, without replacement; 1 takes all. */
  readonly rowShare: number;
  /** Share of columns drawn for a tree; 1 takes all. */
  readonly columnShare: number;
  readonly seed: number;
}

export interface FittedBoosting extends Predictor {
  readonly trees: readonly Tree[];
}

const float = Math.fround;

/** Second-order gradient boosting of the log loss (Chen and Guestrin 2016), exact greedy, starting at log-odds 0. */
export function fitBoosting(data: TrainingData, options: BoostingOptions): Result<FittedBoosting, LearnerProblem> {
  const checked = checkTraining(data);
  if (!checked.ok) return checked;
  const { rounds, depth, learningRate, lambda } = options;
  if (!(options.rowShare > 0 && options.rowShare <= 1 && options.columnShare > 0 && options.columnShare <= 1))
    return refuse(
      'bad-options',
      `shares ${options.rowShare}, ${options.columnShare}`,
      'Shares lie above 0 and at most 1.',
    );
  const { x, y } = data;
  const margin = new Float64Array(x.rows);
  const curvature = new Float64Array(x.rows);
  const gradient = new Float64Array(x.rows);
  const sorted = sortColumns(x);
  const trees: Tree[] = [];
  for (let round = 0; round < rounds; round++) {
    const random = seededRandom(options.seed, `round ${round}`);
    for (let n = 0; n < x.rows; n++) {
      // In float32, as XGBoost keeps them: rows that are alike then tie exactly in the sums of a split.
      const p = float(sigmoid(margin[n]));
      gradient[n] = float(p - y[n]);
      curvature[n] = float(p * float(1 - p));
    }
    const columns = draw(random, x.columns, options.columnShare);
    const tree = growTree(sorted, draw(random, x.rows, options.rowShare), curvature, gradient, {
      depth,
      columns: () => columns,
      tries: columns.length,
      score: (h, g) => (g * g) / (h + lambda),
      allowed: (h) => h >= options.leastChildWeight,
      leaf: (h, g) => (-learningRate * g) / (h + lambda),
      leastGain: 1e-6,
    });
    trees.push(tree);
    for (let n = 0; n < x.rows; n++) margin[n] += treeValue(tree, rowOf(x, n));
  }
  return ok({
    trees,
    predict: (rows) =>
      Float64Array.from({ length: rows.rows }, (_, n) => {
        const row = rowOf(rows, n);
        return sigmoid(trees.reduce((sum, tree) => sum + treeValue(tree, row), 0));
      }),
  });
}

/** A share of the indices in ascending order; all of them if the share is 1. */
function draw(random: ReturnType<typeof seededRandom>, count: number, share: number): number[] {
  if (share === 1) return Array.from({ length: count }, (_, i) => i);
  const taken = random.permutation(count).slice(0, Math.max(1, Math.round(share * count)));
  return taken.sort((a, b) => a - b);
}
