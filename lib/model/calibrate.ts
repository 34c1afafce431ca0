import type { Calibration } from './manifest';

/** Probabilities are kept this far from 0 and 1 so that their logit exists. */
const edge = 1e-6;

export const logit = (p: number): number => {
  const inside = Math.min(1 - edge, Math.max(edge, p));
  return Math.log(inside / (1 - inside));
};

export const expit = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** The package's calibration, then the site's where one is set: logit(out) = intercept + slope * logit(in). */
export function calibrate(p: number, steps: readonly (Calibration | undefined)[]): number {
  return expit(steps.reduce((at, step) => (step ? step.intercept + step.slope * at : at), logit(p)));
}
