import { expit, logit } from '@/lib/model/calibrate';
import { calibrationInTheLarge, calibrationSlope } from '../metrics/calibration';

/** logit(new) = intercept + slope * logit(old). */
export interface Terms {
  readonly intercept: number;
  readonly slope: number;
}

export const unchanged: Terms = { intercept: 0, slope: 1 };

/** The terms of a method, fitted by maximum likelihood. */
export function fitTerms(method: 'none' | 'intercept' | 'slope', p: ArrayLike<number>, y: Uint8Array): Terms {
  if (method === 'none') return unchanged;
  if (method === 'intercept') return { intercept: calibrationInTheLarge(p, y).value, slope: 1 };
  const { intercept, slope } = calibrationSlope(p, y);
  return { intercept: intercept.value, slope: slope.value };
}

export const applyTerms = (p: ArrayLike<number>, { intercept, slope }: Terms): Float64Array =>
  Float64Array.from(p, (value) => expit(intercept + slope * logit(value)));

/** One change after another as a single one. */
export const composed = (first: Terms, then: Terms): Terms => ({
  intercept: then.intercept + then.slope * first.intercept,
  slope: then.slope * first.slope,
});
