import { takeLabels } from './matrix';
import {
  brier,
  calibrationInTheLarge,
  calibrationSlope,
  expectedCalibrationError,
  type ReliabilityBin,
  reliability,
} from './metrics/calibration';
import { auroc, averagePrecision, rocCurve } from './metrics/discrimination';
import { type AtThreshold, atThreshold } from './metrics/thresholds';
import { aurocWithDelong, bootstrap, type Estimated, wilson } from './metrics/uncertainty';

/** Stated before any result was seen: the prevalence of the source study and the levels of the action library. */
export const statedThresholds = [0.1, 0.12, 0.2, 0.35] as const;
export const curveThresholds: readonly number[] = Array.from({ length: 50 }, (_, i) => (i + 1) / 100);

export interface Performance {
  readonly rows: number;
  readonly events: number;
  readonly auroc: Estimated;
  readonly aurocBootstrap: { readonly low: number; readonly high: number } | null;
  /** Corners of the ROC curve: false positive rate, recall. */
  readonly roc: readonly (readonly [number, number])[];
  readonly averagePrecision: Estimated;
  readonly thresholds: readonly (AtThreshold &
    Readonly<Record<'recallInterval' | 'specificityInterval' | 'precisionInterval' | 'npvInterval', Estimated>>)[];
  readonly calibration: {
    readonly slope: Estimated;
    readonly intercept: Estimated;
    readonly inTheLarge: number;
    readonly brier: number;
    /** Brier score of predicting the prevalence for everybody. */
    readonly brierOfPrevalence: number;
    readonly ece: number;
    readonly bins: readonly ReliabilityBin[];
  };
  /** Net benefit at curveThresholds. */
  readonly netBenefit: readonly number[];
  /** 95 % bootstrap band of it, threshold by threshold; null where it is undefined. */
  readonly netBenefitBand: readonly ({ readonly low: number; readonly high: number } | null)[];
  /** At curveThresholds, who would be acted on: with the outcome (tp) and without it (fp). The decision screen counts with these. */
  readonly actedOn: readonly { readonly tp: number; readonly fp: number }[];
}

/** Every figure that the report gives of one model on one set of rows. */
export function evaluate(p: Float64Array, y: Uint8Array, resamples: number, seed: number): Performance {
  const events = y.reduce((sum, label) => sum + label, 0);
  const pick = (rows: readonly number[]) => ({ p: rows.map((row) => p[row]), y: takeLabels(y, rows) });
  const resampled = (statistic: (p: ArrayLike<number>, y: Uint8Array) => number) =>
    bootstrap(y, resamples, seed, (rows) => {
      const drawn = pick(rows);
      return statistic(drawn.p, drawn.y);
    });
  const { slope, intercept } = calibrationSlope(p, y);
  const precision = averagePrecision(p, y);
  const rate = events / y.length;
  const curve = curveThresholds.map((threshold) => atThreshold(p, y, threshold));
  return {
    rows: y.length,
    events,
    auroc: aurocWithDelong(p, y),
    aurocBootstrap: resampled(auroc),
    roc: rocCurve(p, y),
    averagePrecision: { value: precision, ...(resampled(averagePrecision) ?? { low: Number.NaN, high: Number.NaN }) },
    thresholds: statedThresholds.map((threshold) => withIntervals(atThreshold(p, y, threshold))),
    calibration: {
      slope,
      intercept,
      inTheLarge: calibrationInTheLarge(p, y).value,
      brier: brier(p, y),
      brierOfPrevalence: rate * (1 - rate),
      ece: expectedCalibrationError(p, y),
      bins: reliability(p, y),
    },
    netBenefit: curve.map(({ netBenefit }) => netBenefit),
    netBenefitBand: curveThresholds.map((threshold) =>
      resampled((drawnP, drawnY) => atThreshold(drawnP, drawnY, threshold).netBenefit),
    ),
    actedOn: curve.map(({ tp, fp }) => ({ tp, fp })),
  };
}

const withIntervals = (at: AtThreshold) => ({
  ...at,
  recallInterval: wilson(at.tp, at.tp + at.fn),
  specificityInterval: wilson(at.tn, at.tn + at.fp),
  precisionInterval: wilson(at.tp, at.tp + at.fp),
  npvInterval: wilson(at.tn, at.tn + at.fn),
});
