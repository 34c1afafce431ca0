import { orThrow } from '@/lib/core/result';
import { logit } from '@/lib/model/calibrate';
import { fitLogistic } from '../learners/logistic';
import { matrixOf } from '../matrix';
import { logLoss } from '../metrics/calibration';
import { chiSquareTail } from '../metrics/chiSquare';
import { mean, populationSd } from '../selection/statistics';
import { applyTerms, fitTerms } from './terms';

/** From the least change to the most. */
export const updateMethods = ['none', 'intercept', 'slope', 'refit'] as const;
export type UpdateMethod = (typeof updateMethods)[number];

export interface ClosedTestStep {
  /** The smaller model that is tested against a refit. */
  readonly against: Exclude<UpdateMethod, 'refit'>;
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
}

export interface ClosedTest {
  readonly method: UpdateMethod;
  readonly steps: readonly ClosedTestStep[];
  /** Inputs that took part in the refit. */
  readonly inputs: readonly string[];
}

export interface NamedColumn {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

const level = 0.05;
/** So large a C that the penalty does not show. */
const unpenalised = 1e9;

/**
 * The least update that the data do not contradict (closed testing, Vergouwe et al., Stat Med 2017;36:4529): the refit is tested
 * against no change, a new intercept, and a new intercept and slope, in this order, and the first that is not rejected is taken.
 * Here the refit adds the inputs to the logit of the chance that was shown, so that each smaller model lies inside it.
 */
export function closedTest(p: ArrayLike<number>, y: Uint8Array, inputs: readonly NamedColumn[]): ClosedTest {
  const varying = inputs.filter(({ values }) => populationSd(values) > 0);
  const refit = refitLogLikelihood(p, y, varying);
  const steps: ClosedTestStep[] = [];
  for (const [freed, against] of (['none', 'intercept', 'slope'] as const).entries()) {
    const smaller = -y.length * logLoss(applyTerms(p, fitTerms(against, p, y)), y);
    const statistic = Math.max(0, 2 * (refit - smaller));
    const degrees = varying.length + 2 - freed;
    const step = { against, statistic, degrees, p: degrees > 0 ? chiSquareTail(statistic, degrees) : 1 };
    steps.push(step);
    if (step.p > level) return { method: against, steps, inputs: varying.map(({ name }) => name) };
  }
  return { method: 'refit', steps, inputs: varying.map(({ name }) => name) };
}

function refitLogLikelihood(p: ArrayLike<number>, y: Uint8Array, inputs: readonly NamedColumn[]): number {
  const columns = [
    Array.from(y, (_, i) => logit(p[i])),
    ...inputs.map(({ values }) => {
      const [centre, spread] = [mean(values), populationSd(values)];
      return Array.from(values, (value) => (value - centre) / spread);
    }),
  ];
  const x = matrixOf(Array.from(y, (_, i) => columns.map((column) => column[i])));
  return -y.length * logLoss(orThrow(fitLogistic({ x, y }, { c: unpenalised })).predict(x), y);
}
