import { orThrow } from '@/lib/core/result';
import { type BoostingOptions, fitBoosting } from '@/lib/study/learners/boosting';
import { fitForest } from '@/lib/study/learners/forest';
import { fitLogistic } from '@/lib/study/learners/logistic';
import { fitMachine } from '@/lib/study/learners/svm';
import { matrixOf } from '@/lib/study/matrix';
import {
  brier,
  calibrationInTheLarge,
  calibrationSlope,
  expectedCalibrationError,
  logLoss,
  reliability,
} from '@/lib/study/metrics/calibration';
import { auroc, averagePrecision, delong } from '@/lib/study/metrics/discrimination';
import { atThreshold } from '@/lib/study/metrics/thresholds';
import { greatestDifference, recorded } from './tabnetReference';

const reference = recorded('classical');
const split = reference.n_train;
const { mean, sd_population: sd } = reference.standardise;
const scaled = reference.X.map((row: number[]) => row.map((value, i) => (value - mean[i]) / sd[i]));
const train = { x: matrixOf(scaled.slice(0, split)), y: Uint8Array.from(reference.y.slice(0, split)) };
const test_ = { x: matrixOf(scaled.slice(split)), y: Uint8Array.from(reference.y.slice(split)) };
const raw = { x: matrixOf(reference.X.slice(0, split)), y: train.y };
const rawTest = matrixOf(reference.X.slice(split));

describe('the classical learners give what scikit-learn and XGBoost give', () => {
  test('logistic regression: coefficients, intercept and probabilities to 1e-8', () => {
    const fit = orThrow(fitLogistic(train, { c: 1 }));
    expect(greatestDifference(fit.coefficients, reference.logistic.coef)).toBeLessThan(1e-8);
    expect(Math.abs(fit.intercept - reference.logistic.intercept)).toBeLessThan(1e-8);
    expect(greatestDifference(fit.predict(test_.x), reference.logistic.test_prob)).toBeLessThan(1e-8);
  });

  test('support vector machine: decisions to 1e-3 and AUROC to 0.001', () => {
    const machine = fitMachine(train, { c: 1, gamma: 1 / 25 });
    const decisions = machine.decide(test_.x);
    expect(greatestDifference(decisions, reference.svm_rbf.test_decision)).toBeLessThan(1e-3);
    expect(Math.abs(auroc(decisions, test_.y) - reference.svm_rbf.test_auroc)).toBeLessThan(1e-3);
  });

  test('gradient boosting without subsampling: probabilities to 1e-6', () => {
    const options = { rounds: 50, depth: 3, learningRate: 0.1, lambda: 1, leastChildWeight: 1 };
    const fit = orThrow(fitBoosting(raw, { ...options, rowShare: 1, columnShare: 1, seed: 1 }));
    const { test_prob, test_auroc } = reference.gradient_boosting.deterministic;
    expect(greatestDifference(fit.predict(rawTest), test_prob)).toBeLessThan(1e-6);
    expect(auroc(fit.predict(rawTest), test_.y)).toBeCloseTo(test_auroc, 6);
  });

  const tied: {
    X: number[][];
    y: number[];
    n_train: number;
    fits: {
      options: Pick<BoostingOptions, 'rounds' | 'depth' | 'learningRate' | 'lambda' | 'leastChildWeight'>;
      test_prob: number[];
    }[];
  } = recorded('boosting');
  const tiedTraining = {
    x: matrixOf(tied.X.slice(0, tied.n_train)),
    y: Uint8Array.from(tied.y.slice(0, tied.n_train)),
  };
  test.each(tied.fits)(
    'gradient boosting where splits tie: probabilities to 1e-6, $options',
    ({ options, test_prob }) => {
      const fit = orThrow(fitBoosting(tiedTraining, { ...options, rowShare: 1, columnShare: 1, seed: 1 }));
      expect(greatestDifference(fit.predict(matrixOf(tied.X.slice(tied.n_train))), test_prob)).toBeLessThan(1e-6);
    },
  );

  test('random forest: mean AUROC of five seeds inside the band of scikit-learn', () => {
    const areas = [1, 2, 3, 4, 5].map((seed) =>
      auroc(orThrow(fitForest(raw, { trees: 500, leastRowsInLeaf: 3, seed })).predict(rawTest), test_.y),
    );
    const average = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    const theirs: number[] = reference.random_forest.test_auroc_5_seeds;
    expect(average).toBeGreaterThan(Math.min(...theirs));
    expect(average).toBeLessThan(Math.max(...theirs));
  });
});

describe.each(['metrics_for_logistic_test_prob', 'metrics_with_ties'])(
  'metrics as scikit-learn gives them: %s',
  (name) => {
    const expected = reference[name];
    const p: number[] = expected.prob ?? reference.logistic.test_prob;
    const { y } = test_;

    test('discrimination and calibration', () => {
      expect(auroc(p, y)).toBeCloseTo(expected.auroc, 12);
      expect(delong([p], y).areas[0]).toBeCloseTo(expected.auroc, 12);
      expect(averagePrecision(p, y)).toBeCloseTo(expected.average_precision, 12);
      expect(brier(p, y)).toBeCloseTo(expected.brier, 12);
      expect(logLoss(p, y)).toBeCloseTo(expected.log_loss, 12);
      expect(expectedCalibrationError(p, y)).toBeCloseTo(expected.ece_10, 12);
      const { slope, intercept } = calibrationSlope(p, y);
      expect(slope.value).toBeCloseTo(expected.calibration_slope, 7);
      expect(intercept.value).toBeCloseTo(expected.calibration_intercept_joint, 7);
      expect(calibrationInTheLarge(p, y).value).toBeCloseTo(expected.calibration_in_the_large, 7);
    });

    test('reliability bins', () => {
      const bins = reliability(p, y);
      expect(bins.map(({ bin, n }) => [bin, n])).toEqual(
        expected.reliability_10_equal_width.map(({ bin, n }: { bin: number; n: number }) => [bin, n]),
      );
      bins.forEach((bin, i) => {
        expect(bin.mean_p).toBeCloseTo(expected.reliability_10_equal_width[i].mean_p, 12);
        expect(bin.rate).toBeCloseTo(expected.reliability_10_equal_width[i].rate, 12);
      });
    });

    test.each(Object.keys(expected.thresholds))('counts and net benefit at threshold %s', (threshold) => {
      const { net_benefit, net_benefit_all, ...counts } = expected.thresholds[threshold];
      const ours = atThreshold(p, y, Number(threshold));
      for (const [key, value] of Object.entries<number>(counts))
        expect(ours[key as keyof typeof ours]).toBeCloseTo(value, 12);
      expect(ours.netBenefit).toBeCloseTo(net_benefit, 12);
      expect(ours.netBenefitAll).toBeCloseTo(net_benefit_all, 12);
    });
  },
);
