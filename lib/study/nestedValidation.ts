import { seededRandom } from '@/lib/core/random';
import type { Cohort } from './cohort';
import type { Effort, Family, Setting } from './families';
import type { Predictor, TrainingData } from './learners/learner';
import { takeLabels } from './matrix';
import { logLoss } from './metrics/calibration';
import { applyPreprocessing, fitPreprocessing, type InputSet, type Preprocessing } from './preprocess';
import type { SelectionOptions } from './selection/selectFeatures';
import { stratifiedFolds } from './split';

export interface ValidationOptions {
  readonly selection: SelectionOptions;
  readonly outerFolds: number;
  readonly innerFolds: number;
  /** While settings are compared. */
  readonly tuning: Effort;
  /** For out-of-fold predictions, which recalibration rests on. */
  readonly crossFitting: Effort;
  readonly full: Effort;
}

export interface FittedFamily {
  readonly family: Family;
  readonly setting: Setting;
  readonly predictor: Predictor;
}

/** Preprocessing learned from the training rows of a split, and both parts as a learner takes them. */
interface PreparedSplit {
  readonly preprocessing: Preprocessing;
  readonly training: TrainingData;
  readonly heldOut: TrainingData;
  readonly heldOutRows: readonly number[];
}

/** Fits every family on `rows`: preprocessing on all of them, each family's setting by cross-validation inside them. */
export function fitFamilies(
  cohort: Cohort,
  rows: readonly number[],
  set: InputSet,
  families: readonly Family[],
  options: ValidationOptions,
  log: (line: string) => void = () => {},
): { readonly preprocessing: Preprocessing; readonly fitted: readonly FittedFamily[] } {
  const folds = splitRows(cohort, rows, options.innerFolds, options.full.seed).map((split) =>
    prepareSplit(cohort, split, set, options),
  );
  const preprocessing = fitPreprocessing(cohort, rows, set, options.selection);
  const training = { x: applyPreprocessing(preprocessing, cohort, rows), y: takeLabels(cohort.y, rows) };
  const fitted = families.map((family) => {
    const setting = bestSetting(family, folds, options.tuning);
    log(`${family.label} (${set}): ${setting.label}`);
    return { family, setting, predictor: setting.fit(training, options.full) };
  });
  return { preprocessing, fitted };
}

/**
 * Predictions for each of `rows` by models that did not see it, hyper-parameters and preprocessing included (nested
 * cross-validation). By family name.
 */
export function crossFit(
  cohort: Cohort,
  rows: readonly number[],
  set: InputSet,
  families: readonly Family[],
  options: ValidationOptions,
  log: (line: string) => void = () => {},
): ReadonlyMap<string, Float64Array> {
  const predictions = new Map(families.map(({ name }) => [name as string, new Float64Array(rows.length)]));
  const place = new Map(rows.map((row, i) => [row, i]));
  splitRows(cohort, rows, options.outerFolds, options.full.seed + 1).forEach(({ training, heldOut }, fold) => {
    const effort = { ...options, full: options.crossFitting };
    const { preprocessing, fitted } = fitFamilies(cohort, training, set, families, effort);
    const x = applyPreprocessing(preprocessing, cohort, heldOut);
    for (const { family, predictor } of fitted) {
      predictor.predict(x).forEach((p, i) => {
        predictions.get(family.name)![place.get(heldOut[i])!] = p;
      });
    }
    log(`outer fold ${fold + 1} of ${options.outerFolds}`);
  });
  return predictions;
}

function bestSetting(family: Family, folds: readonly PreparedSplit[], effort: Effort): Setting {
  if (family.settings.length === 1) return family.settings[0];
  const losses = family.settings.map((setting) =>
    folds.reduce(
      (sum, { training, heldOut }) =>
        sum + logLoss(clipped(setting.fit(training, effort).predict(heldOut.x)), heldOut.y),
      0,
    ),
  );
  return family.settings[losses.indexOf(Math.min(...losses))];
}

/** A tree may say 0 or 1; one wrong certainty should not decide between settings. */
const clipped = (p: Float64Array): Float64Array => p.map((value) => Math.min(0.999, Math.max(0.001, value)));

function prepareSplit(
  cohort: Cohort,
  { training, heldOut }: { readonly training: readonly number[]; readonly heldOut: readonly number[] },
  set: InputSet,
  options: ValidationOptions,
): PreparedSplit {
  const preprocessing = fitPreprocessing(cohort, training, set, options.selection);
  const part = (rows: readonly number[]) => ({
    x: applyPreprocessing(preprocessing, cohort, rows),
    y: takeLabels(cohort.y, rows),
  });
  return { preprocessing, training: part(training), heldOut: part(heldOut), heldOutRows: heldOut };
}

function splitRows(cohort: Cohort, rows: readonly number[], folds: number, seed: number) {
  const fold = stratifiedFolds(takeLabels(cohort.y, rows), folds, seededRandom(seed, `folds ${folds}`));
  return Array.from({ length: folds }, (_, k) => ({
    training: rows.filter((_row, i) => fold[i] !== k),
    heldOut: rows.filter((_row, i) => fold[i] === k),
  }));
}
