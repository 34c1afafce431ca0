import { seededRandom } from '@/lib/core/random';
import { calibrate } from '@/lib/model/calibrate';
import { type AblationResult, ablate } from './ablation';
import { type CharacteristicRow, characteristicsOf } from './characteristics';
import type { Cohort } from './cohort';
import { curveThresholds, evaluate, type Performance } from './evaluate';
import { type FamilyName, families } from './families';
import { type Importance, importanceOf } from './importance';
import type { FittedEnsemble } from './learners/tabnet/ensemble';
import { takeLabels } from './matrix';
import { auroc } from './metrics/discrimination';
import { type InputShares, inputShares } from './metrics/inputShares';
import { atThreshold } from './metrics/thresholds';
import { compareAuroc, type Estimated, holm } from './metrics/uncertainty';
import { validatedRange } from './metrics/validatedRange';
import { crossFit, fitFamilies, type ValidationOptions } from './nestedValidation';
import { applyPreprocessing, type Preprocessing } from './preprocess';
import { recalibrate } from './recalibrate';
import { stratifiedSplit } from './split';
import { type Subgroup, subgroupsOf } from './subgroups';

export interface StudyOptions {
  readonly seed: number;
  readonly members: number;
  readonly bootstrapResamples: number;
  /** Epochs of TabNet's self-supervised pretraining; 0 unless given. */
  readonly pretrainEpochs?: number;
  readonly log?: (line: string) => void;
}

export interface ModelResult {
  readonly name: FamilyName;
  readonly label: string;
  /** Hyper-parameters chosen by cross-validation inside the training rows. */
  readonly setting: string;
  readonly recalibration: { readonly intercept: number; readonly slope: number };
  /** On the test rows, after recalibration. */
  readonly performance: Performance;
  /** AUROC out of fold on the training rows, by nested cross-validation. */
  readonly nestedAuroc: number;
  /** TabNet's AUROC minus this model's, on the same test rows. */
  readonly againstTabNet?: { readonly difference: Estimated; readonly p: number };
}

/** DeLong's test of two models on the same test rows; `pAdjusted` by Holm over all pairs. */
export interface PairedTest {
  readonly models: readonly [string, string];
  readonly difference: Estimated;
  readonly p: number;
  readonly pAdjusted: number;
}

export interface StudyResult {
  readonly seed: number;
  readonly members: number;
  readonly patients: number;
  readonly events: number;
  readonly training: { readonly patients: number; readonly events: number };
  readonly test: { readonly patients: number; readonly events: number };
  readonly characteristics: readonly CharacteristicRow[];
  readonly secondReaders: number;
  readonly models: readonly ModelResult[];
  /** Of TabNet's recalibrated predictions for the test patients; absent where they are too few. */
  readonly validatedRange?: { readonly low: number; readonly high: number };
  /** Of the training patients, for monitoring to compare later patients with. */
  readonly inputShares: readonly InputShares[];
  readonly selection: NonNullable<Preprocessing['selection']>;
  readonly curves: {
    readonly thresholds: readonly number[];
    readonly all: readonly number[];
    readonly clinicalOnly: readonly number[];
  };
  readonly pairs: readonly PairedTest[];
  readonly ablation: readonly AblationResult[];
  readonly importance: Importance;
  readonly subgroups: readonly Subgroup[];
}

/** What becomes the package: the ensemble that the test rows judged, and everything it was prepared by. */
export interface TrainedPackage {
  readonly ensemble: FittedEnsemble;
  readonly preprocessing: Preprocessing;
  readonly trainingRows: readonly number[];
  readonly recalibration: { readonly intercept: number; readonly slope: number };
}

/** The whole comparison, on one split of the cohort. Every step that learns from data sees training rows alone. */
export function runStudy(
  cohort: Cohort,
  options: StudyOptions,
): { readonly result: StudyResult; readonly trained: TrainedPackage } {
  const { seed, members, pretrainEpochs = 0, log = () => {} } = options;
  const { training, test } = stratifiedSplit(cohort.y, 0.7, seededRandom(seed, 'split'));
  const validation = validationOptions(seed, members, pretrainEpochs);
  const y = takeLabels(cohort.y, test);
  const trainingY = takeLabels(cohort.y, training);
  log('fitting five models');
  const { preprocessing, fitted } = fitFamilies(cohort, training, 'both', families, validation, log);
  log('nested cross-validation');
  const outOfFold = crossFit(cohort, training, 'both', families, validation, log);
  const x = applyPreprocessing(preprocessing, cohort, test);
  const predicted = fitted.map(({ family, setting, predictor }) => {
    const nested = outOfFold.get(family.name)!;
    const recalibration = recalibrate(nested, trainingY);
    const step = { ...recalibration, version: 'cross-fitted' };
    return {
      family,
      setting,
      predictor,
      recalibration,
      nestedAuroc: auroc(nested, trainingY),
      p: predictor.predict(x).map((value) => calibrate(value, [step])),
    };
  });
  const tabnet = predicted.find(({ family }) => family.name === 'tabnet')!;
  const ensemble = tabnet.predictor as FittedEnsemble;
  log('ablation');
  const ablation = ablate(cohort, training, test, tabnet.p, validation, log);
  log('importance and subgroups');
  const result: StudyResult = {
    seed,
    members,
    patients: cohort.y.length,
    events: sum(cohort.y),
    training: { patients: training.length, events: sum(trainingY) },
    test: { patients: test.length, events: sum(y) },
    characteristics: characteristicsOf(cohort, training, test),
    secondReaders: cohort.secondReader.rows.filter((row) => training.includes(row)).length,
    models: predicted.map(({ family, setting, recalibration, nestedAuroc, p }) => ({
      name: family.name,
      label: family.label,
      setting: setting.label,
      recalibration,
      nestedAuroc,
      performance: evaluate(p, y, options.bootstrapResamples, seed),
      againstTabNet: family.name === 'tabnet' ? undefined : compareAuroc(tabnet.p, p, y),
    })),
    validatedRange: validatedRange(tabnet.p),
    inputShares: preprocessing.inputs.map(({ name, group, column }) => {
      const { data, columns } = group === 'clinical' ? cohort.clinical : cohort.features;
      return inputShares(
        name,
        training.map((row) => data[row * columns + column]),
      );
    }),
    selection: preprocessing.selection!,
    curves: {
      thresholds: curveThresholds,
      all: curveThresholds.map((t) => atThreshold(tabnet.p, y, t).netBenefitAll),
      // Logistic regression on clinical inputs: calibrated by its own likelihood.
      clinicalOnly: curveThresholds.map((t) => atThreshold(ablation.clinicalLogistic, y, t).netBenefit),
    },
    pairs: comparePairs(predicted, y),
    ablation: ablation.results,
    importance: importanceOf(
      ensemble,
      x,
      y,
      preprocessing.inputs.map(({ name }) => name),
      seed,
    ),
    subgroups: subgroupsOf(cohort, test, tabnet.p),
  };
  return { result, trained: { ensemble, preprocessing, trainingRows: training, recalibration: tabnet.recalibration } };
}

export function validationOptions(seed: number, members: number, pretrainEpochs = 0): ValidationOptions {
  return {
    selection: { features: 8, leastIcc: 0.75, duplicate: 0.9, screen: 0.1, resamples: 30, seed },
    outerFolds: 4,
    innerFolds: 3,
    tuning: { members: Math.min(2, members), trees: 100, seed, pretrainEpochs },
    crossFitting: { members: Math.min(4, members), trees: 200, seed, pretrainEpochs },
    full: { members, trees: 500, seed, pretrainEpochs },
  };
}

function comparePairs(
  models: readonly { readonly family: { readonly label: string }; readonly p: Float64Array }[],
  y: Uint8Array,
): PairedTest[] {
  const tests = models.flatMap((first, i) =>
    models.slice(i + 1).map((second) => ({
      models: [first.family.label, second.family.label] as const,
      ...compareAuroc(first.p, second.p, y),
    })),
  );
  const adjusted = holm(tests.map(({ p }) => p));
  return tests.map((pair, i) => ({ ...pair, pAdjusted: adjusted[i] }));
}

const sum = (y: Uint8Array): number => y.reduce((total, label) => total + label, 0);
