import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { Matrix } from '../matrix';

/** Rows with their outcomes: 1 the outcome, 0 none. */
export interface TrainingData {
  readonly x: Matrix;
  readonly y: Uint8Array;
}

/** A fitted learner: the probability of the outcome for each row. */
export interface Predictor {
  predict(x: Matrix): Float64Array;
}

export type LearnerProblem = Problem<
  'no-rows' | 'shape-mismatch' | 'missing-values' | 'one-class' | 'no-training-batches' | 'bad-options'
>;

/**
 * What every learner refuses alike: no rows, outcomes that do not match the rows, a value that is missing or not
 * finite (missing values are filled in before, by the study's rule), and one class only. Constant columns and
 * duplicate rows are taken: they carry no information and do no harm.
 */
export function checkTraining({ x, y }: TrainingData): Result<true, LearnerProblem> {
  if (x.rows < 2) return refuse('no-rows', `there are ${x.rows} rows`, 'Give at least two rows.');
  if (y.length !== x.rows || x.data.length !== x.rows * x.columns)
    return refuse('shape-mismatch', `${x.rows} rows have ${y.length} outcomes`, 'Give one outcome for each row.');
  if (!x.data.every(Number.isFinite))
    return refuse('missing-values', 'a value is missing or infinite', 'Fill in missing values by a stated rule first.');
  const events = y.reduce((sum, label) => sum + label, 0);
  if (events === 0 || events === y.length)
    return refuse('one-class', `${events} of ${y.length} rows have the outcome`, 'Give rows of both classes.');
  return ok(true);
}

export const refuse = (code: LearnerProblem['code'], found: string, remedy: string) =>
  fail<LearnerProblem>({ code, message: `The learner cannot be trained: ${found}.`, remedy });
