import { seededRandom } from '@/lib/core/random';
import { ok, type Result } from '@/lib/core/result';
import { type Matrix, rowOf, takeLabels, takeRows } from '../matrix';
import { checkTraining, type LearnerProblem, type Predictor, refuse, type TrainingData } from './learner';
import { fitPlatt, type Platt } from './platt';
import { solveDual } from './svmDual';

export interface SvmOptions {
  readonly c: number;
  /** Kernel exp(-gamma |a - b|^2). */
  readonly gamma: number;
  /** Folds whose decision values Platt's sigmoid is fitted to; by default 5. */
  readonly plattFolds?: number;
  readonly seed: number;
}

export interface FittedSvm extends Predictor {
  decide(x: Matrix): Float64Array;
  readonly supportVectors: number;
  readonly platt: Platt;
}

/** Support vector machine with a radial kernel (C-SVC), probabilities by Platt's sigmoid on cross-fitted decisions. */
export function fitSvm(data: TrainingData, options: SvmOptions): Result<FittedSvm, LearnerProblem> {
  const checked = checkTraining(data);
  if (!checked.ok) return checked;
  if (!(options.c > 0 && options.gamma > 0))
    return refuse('bad-options', `C ${options.c}, gamma ${options.gamma}`, 'Both must be above 0.');
  const machine = fitMachine(data, options);
  const platt = fitPlatt(crossDecisions(data, options), data.y);
  return ok({
    ...machine,
    platt,
    predict: (x) => machine.decide(x).map((f) => platt.probability(f)),
  });
}

/** Decision function only. */
export function fitMachine({ x, y }: TrainingData, { c, gamma }: Pick<SvmOptions, 'c' | 'gamma'>) {
  const kernel = kernelMatrix(x, gamma);
  const signs = Float64Array.from(y, (label) => (label ? 1 : -1));
  const { alpha, bias } = solveDual(kernel, signs, c);
  const support = Array.from(alpha.keys()).filter((i) => alpha[i] > 0);
  const vectors = takeRows(x, support);
  const decide = (rows: Matrix) =>
    Float64Array.from({ length: rows.rows }, (_, n) => {
      const row = rowOf(rows, n);
      return support.reduce((sum, i, s) => sum + alpha[i] * signs[i] * radial(row, rowOf(vectors, s), gamma), bias);
    });
  return { decide, supportVectors: support.length };
}

function kernelMatrix(x: Matrix, gamma: number): Float64Array[] {
  const rows = Array.from({ length: x.rows }, (_, n) => rowOf(x, n));
  const kernel = rows.map(() => new Float64Array(x.rows));
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j <= i; j++) {
      kernel[i][j] = radial(rows[i], rows[j], gamma);
      kernel[j][i] = kernel[i][j];
    }
  }
  return kernel;
}

function radial(a: Float64Array, b: Float64Array, gamma: number): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i] - b[i]) ** 2;
  return Math.exp(-gamma * squares);
}

/** Decision values of each row by a machine that did not see it; folds keep the share of events. */
function crossDecisions({ x, y }: TrainingData, options: SvmOptions): Float64Array {
  const folds = options.plattFolds ?? 5;
  const random = seededRandom(options.seed, 'platt');
  const fold = new Uint8Array(x.rows);
  for (const label of [0, 1]) {
    const rows = Array.from(y.keys()).filter((row) => y[row] === label);
    random.permutation(rows.length).forEach((at, order) => {
      fold[rows[at]] = order % folds;
    });
  }
  const decisions = new Float64Array(x.rows);
  for (let k = 0; k < folds; k++) {
    const inside = Array.from(fold.keys()).filter((row) => fold[row] !== k);
    const outside = Array.from(fold.keys()).filter((row) => fold[row] === k);
    const labels = takeLabels(y, inside);
    // With so few events that a fold has one class only, the whole machine stands in for the fold's.
    const oneClass = labels.every((label) => label === labels[0]);
    const machine = oneClass
      ? fitMachine({ x, y }, options)
      : fitMachine({ x: takeRows(x, inside), y: labels }, options);
    machine.decide(takeRows(x, outside)).forEach((value, i) => {
      decisions[outside[i]] = value;
    });
  }
  return decisions;
}
