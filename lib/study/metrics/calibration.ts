import { orThrow } from '@/lib/core/result';
import { logit } from '@/lib/model/calibrate';
import { fitLogistic } from '../learners/logistic';
import { matrixOf } from '../matrix';
import { type Estimated, z95 } from './uncertainty';

export const brier = (p: ArrayLike<number>, y: Uint8Array): number =>
  y.reduce((sum, label, i) => sum + (p[i] - label) ** 2, 0) / y.length;

export function logLoss(p: ArrayLike<number>, y: Uint8Array): number {
  return y.reduce((sum, label, i) => sum - Math.log(label ? p[i] : 1 - p[i]), 0) / y.length;
}

export interface ReliabilityBin {
  readonly bin: number;
  readonly n: number;
  readonly mean_p: number;
  readonly rate: number;
}

/** Equal-width bins of the predicted probability that hold at least one row. */
export function reliability(p: ArrayLike<number>, y: Uint8Array, bins = 10): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, bin) => {
    const rows = Array.from(y.keys()).filter((i) => Math.min(bins - 1, Math.floor(p[i] * bins)) === bin);
    const sum = (of: (i: number) => number) => rows.reduce((total, i) => total + of(i), 0);
    return { bin, n: rows.length, mean_p: sum((i) => p[i]) / rows.length, rate: sum((i) => y[i]) / rows.length };
  }).filter(({ n }) => n > 0);
}

/** Expected calibration error: mean distance of rate and predicted probability over bins, weighted by rows. */
export function expectedCalibrationError(p: ArrayLike<number>, y: Uint8Array, bins = 10): number {
  return reliability(p, y, bins).reduce((sum, bin) => sum + (bin.n / y.length) * Math.abs(bin.rate - bin.mean_p), 0);
}

/** So large a C that the penalty does not show. */
const unpenalised = 1e9;

/** Slope and intercept of the outcome on the logit of the prediction (Cox 1958), with 95 % Wald intervals. */
export function calibrationSlope(p: ArrayLike<number>, y: Uint8Array) {
  const x = matrixOf(Array.from(y, (_, i) => [logit(p[i])]));
  const { coefficients, intercept, standardErrors } = orThrow(fitLogistic({ x, y }, { c: unpenalised }));
  return { slope: wald(coefficients[0], standardErrors[0]), intercept: wald(intercept, standardErrors[1]) };
}

/** Calibration in the large: the shift of log-odds that makes predictions right on average, slope held at 1. */
export function calibrationInTheLarge(p: ArrayLike<number>, y: Uint8Array): Estimated {
  const x = matrixOf(
    Array.from(y, () => []),
    0,
  );
  const offset = Float64Array.from(y, (_, i) => logit(p[i]));
  const { intercept, standardErrors } = orThrow(fitLogistic({ x, y }, { c: unpenalised, offset }));
  return wald(intercept, standardErrors[0]);
}

function wald(value: number, error: number): Estimated {
  // The information is scaled by C.
  const half = z95 * error * Math.sqrt(unpenalised);
  return { value, low: value - half, high: value + half };
}
