import { ok, type Result } from '@/lib/core/result';
import { type Matrix, rowOf } from '../matrix';
import { checkTraining, type LearnerProblem, type Predictor, refuse, type TrainingData } from './learner';
import { cholesky, choleskySolve } from './linearAlgebra';

export interface LogisticOptions {
  /** Weight of the losses against the penalty: 0.5 |w|^2 + C sum(log loss). The intercept is not penalised. */
  readonly c: number;
  /** Added to each row's log-odds and not fitted, for calibration in the large. */
  readonly offset?: Float64Array;
}

export interface FittedLogistic extends Predictor {
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** Standard errors, coefficients first, then the intercept: from the inverse of the penalised information. */
  readonly standardErrors: Float64Array;
}

const mostIterations = 200;
const leastStep = 1e-10;
/** Newton's decrement, as a share of the loss. */
const nearMinimum = 1e-9;

/** L2-penalised logistic regression by Newton's method with step halving. */
export function fitLogistic(
  data: TrainingData,
  { c, offset }: LogisticOptions,
): Result<FittedLogistic, LearnerProblem> {
  const checked = checkTraining(data);
  if (!checked.ok) return checked;
  const { x, y } = data;
  const size = x.columns + 1;
  let weights = new Float64Array(size);
  let loss = objective(x, y, weights, c, offset);
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const { gradient, information } = derivatives(x, y, weights, c, offset);
    const factor = cholesky(information);
    if (!factor)
      return refuse('bad-options', `the information is singular at C = ${c}`, 'Use a smaller C or fewer columns.');
    const direction = choleskySolve(factor, gradient);
    const decrement = direction.reduce((sum, value, i) => sum + value * gradient[i], 0);
    const moved = (step: number) => weights.map((value, i) => value - step * direction[i]);
    // Near the minimum the loss's own rounding hides what a step gains, and Newton's full step is right.
    const near = decrement < nearMinimum * loss;
    const next = near ? moved(1) : halved(moved, (at) => objective(x, y, at, c, offset) <= loss);
    if (!next) break;
    weights = next;
    loss = objective(x, y, weights, c, offset);
    if (decrement < Number.EPSILON * loss) break;
  }
  const intercept = weights[size - 1];
  const coefficients = weights.slice(0, size - 1);
  const { information } = derivatives(x, y, weights, c, offset);
  return ok({
    coefficients,
    intercept,
    standardErrors: standardErrorsOf(information),
    predict: (rows) => Float64Array.from({ length: rows.rows }, (_, n) => sigmoid(linearPart(rowOf(rows, n), weights))),
  });
}

/** The first of the steps 1, 1/2, 1/4, ... that is good; undefined if none is. */
function halved(
  moved: (step: number) => Float64Array<ArrayBuffer>,
  isGood: (at: Float64Array) => boolean,
): Float64Array<ArrayBuffer> | undefined {
  for (let step = 1; step > leastStep; step /= 2) {
    const next = moved(step);
    if (isGood(next)) return next;
  }
  return undefined;
}

export const sigmoid = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));

function linearPart(row: Float64Array, weights: Float64Array): number {
  let z = weights[row.length];
  for (let i = 0; i < row.length; i++) z += row[i] * weights[i];
  return z;
}

/** log(1 + exp(z)) without overflow. */
const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

function objective(x: Matrix, y: Uint8Array, weights: Float64Array, c: number, offset?: Float64Array): number {
  let loss = 0;
  for (let n = 0; n < x.rows; n++) {
    const z = linearPart(rowOf(x, n), weights) + (offset?.[n] ?? 0);
    loss += c * (softplus(z) - y[n] * z);
  }
  for (let i = 0; i < x.columns; i++) loss += 0.5 * weights[i] ** 2;
  return loss;
}

function derivatives(x: Matrix, y: Uint8Array, weights: Float64Array, c: number, offset?: Float64Array) {
  const size = x.columns + 1;
  const gradient = new Float64Array(size);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  const row = new Float64Array(size).fill(1);
  for (let n = 0; n < x.rows; n++) {
    row.set(rowOf(x, n));
    const p = sigmoid(linearPart(row.subarray(0, x.columns), weights) + (offset?.[n] ?? 0));
    const curvature = c * p * (1 - p);
    for (let i = 0; i < size; i++) {
      gradient[i] += c * (p - y[n]) * row[i];
      for (let j = 0; j <= i; j++) information[i][j] += curvature * row[i] * row[j];
    }
  }
  for (let i = 0; i < x.columns; i++) {
    gradient[i] += weights[i];
    information[i][i] += 1;
  }
  return { gradient, information };
}

function standardErrorsOf(information: readonly Float64Array[]): Float64Array {
  const factor = cholesky(information);
  if (!factor) return new Float64Array(information.length).fill(Number.NaN);
  return Float64Array.from(information, (_, i) => {
    const unit = Float64Array.from(information, (_, j) => (i === j ? 1 : 0));
    return Math.sqrt(choleskySolve(factor, unit)[i]);
  });
}
