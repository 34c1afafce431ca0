import { calibrate } from '@/lib/model/calibrate';
import type { Cohort } from './cohort';
import { statedThresholds } from './evaluate';
import { families } from './families';
import { takeLabels } from './matrix';
import { atThreshold } from './metrics/thresholds';
import { aurocWithDelong, compareAuroc, type Estimated } from './metrics/uncertainty';
import { crossFit, fitFamilies, type ValidationOptions } from './nestedValidation';
import { applyPreprocessing, type InputSet } from './preprocess';
import { recalibrate } from './recalibrate';

/** TabNet on part of the inputs: where false positives go, as the source study asked. */
export interface AblationResult {
  readonly set: InputSet;
  readonly auroc: Estimated;
  /** AUROC of all inputs minus this set's, on the same test rows. */
  readonly bothMinusThis?: { readonly difference: Estimated; readonly p: number };
  /** At the thresholds that were stated before, and at `matched`: the highest that finds 80 % of the test events. */
  readonly thresholds: readonly ActedOn[];
  readonly matched: ActedOn;
}

export interface ActedOn {
  readonly threshold: number;
  readonly recall: number;
  readonly falsePositives: number;
  readonly specificity: number;
}

/** Share of events that the matched threshold must find: the source study's recall was 0.833. */
const matchedRecall = 0.8;

/**
 * Trains on clinical inputs alone and on radiomics alone as on both, each recalibrated by its own out-of-fold predictions.
 * @param both recalibrated predictions of the whole model for the test rows.
 */
export function ablate(
  cohort: Cohort,
  training: readonly number[],
  test: readonly number[],
  both: Float64Array,
  validation: ValidationOptions,
  log: (line: string) => void,
): { readonly results: readonly AblationResult[]; readonly clinicalLogistic: Float64Array } {
  const y = takeLabels(cohort.y, test);
  const predict = (set: InputSet, name: string): Float64Array => {
    const chosen = families.filter((family) => family.name === name);
    const { preprocessing, fitted } = fitFamilies(cohort, training, set, chosen, validation, log);
    return fitted[0].predictor.predict(applyPreprocessing(preprocessing, cohort, test));
  };
  const parts = (['clinical', 'radiomics'] as const).map((set) => {
    const tabnet = families.filter(({ name }) => name === 'tabnet');
    const outOfFold = crossFit(cohort, training, set, tabnet, validation).get('tabnet')!;
    const step = { ...recalibrate(outOfFold, takeLabels(cohort.y, training)), version: 'cross-fitted' };
    const p = predict(set, 'tabnet').map((value) => calibrate(value, [step]));
    return { ...judge(set, p, y), bothMinusThis: compareAuroc(both, p, y) };
  });
  return { results: [...parts, judge('both', both, y)], clinicalLogistic: predict('clinical', 'logistic') };
}

function judge(set: InputSet, p: Float64Array, y: Uint8Array): AblationResult {
  const at = (threshold: number): ActedOn => {
    const { recall, fp, specificity } = atThreshold(p, y, threshold);
    return { threshold, recall, falsePositives: fp, specificity };
  };
  const scores = Array.from(p).sort((a, b) => b - a);
  return {
    set,
    auroc: aurocWithDelong(p, y),
    thresholds: statedThresholds.map(at),
    matched: at(scores.find((threshold) => at(threshold).recall >= matchedRecall)!),
  };
}
