import { orThrow } from '@/lib/core/result';
import { logit } from '@/lib/model/calibrate';
import { fitLogistic } from './learners/logistic';
import { matrixOf } from './matrix';

export interface Recalibration {
  readonly intercept: number;
  readonly slope: number;
}

/** Intercept and slope of the outcome on out-of-fold logits, with a weak pull towards 1 for the slope. */
export function recalibrate(outOfFold: Float64Array, y: Uint8Array): Recalibration {
  const z = Array.from(outOfFold, (p) => logit(p));
  const fit = orThrow(fitLogistic({ x: matrixOf(z.map((value) => [value])), y }, { c: 1 }));
  // A model whose predictions run the wrong way is left as it is; its performance then shows it.
  const slope = fit.coefficients[0];
  return slope > 0.05 ? { intercept: fit.intercept, slope } : { intercept: 0, slope: 1 };
}
