import { seededRandom } from '@/lib/core/random';
import { ok, type Result } from '@/lib/core/result';
import { rowOf } from '../matrix';
import { checkTraining, type LearnerProblem, type Predictor, refuse, type TrainingData } from './learner';
import { growTree, sortColumns, type Tree, treeValue } from './tree';

export interface ForestOptions {
  readonly trees: number;
  /** Columns drawn anew at every split; by default the root of their number. */
  readonly columnsPerSplit?: number;
  /** Distinct rows, as scikit-learn counts them. */
  readonly leastRowsInLeaf: number;
  readonly depth?: number;
  readonly seed: number;
}

export interface FittedForest extends Predictor {
  readonly trees: readonly Tree[];
}

/** Random forest (Breiman 2001): bootstrapped rows, Gini impurity, columns sampled per split, leaf fractions averaged. */
export function fitForest(data: TrainingData, options: ForestOptions): Result<FittedForest, LearnerProblem> {
  const checked = checkTraining(data);
  if (!checked.ok) return checked;
  const { x, y } = data;
  const perSplit = options.columnsPerSplit ?? Math.max(1, Math.floor(Math.sqrt(x.columns)));
  if (perSplit > x.columns)
    return refuse('bad-options', `${perSplit} columns per split of ${x.columns}`, 'Draw fewer columns.');
  const sorted = sortColumns(x);
  const trees = Array.from({ length: options.trees }, (_, index) => {
    const random = seededRandom(options.seed, `tree ${index}`);
    const counts = new Float64Array(x.rows);
    for (let drawn = 0; drawn < x.rows; drawn++) counts[random.integer(x.rows)]++;
    const events = counts.map((count, row) => count * y[row]);
    const rows = Array.from(counts.keys()).filter((row) => counts[row] > 0);
    return growTree(sorted, rows, counts, events, {
      depth: options.depth ?? 64,
      columns: () => random.permutation(x.columns),
      tries: perSplit,
      // Sum of squared class counts over rows: largest where Gini impurity is least.
      score: (count, positive) => (positive ** 2 + (count - positive) ** 2) / count,
      allowed: (_, distinct) => distinct >= options.leastRowsInLeaf,
      leaf: (count, positive) => positive / count,
      leastGain: 1e-9,
    });
  });
  return ok({
    trees,
    predict: (rows) =>
      Float64Array.from({ length: rows.rows }, (_, n) => {
        const row = rowOf(rows, n);
        return trees.reduce((sum, tree) => sum + treeValue(tree, row), 0) / trees.length;
      }),
  });
}
