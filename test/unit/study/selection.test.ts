import fc from 'fast-check';
import { seededRandom } from '@/lib/core/random';
import type { Cohort } from '@/lib/study/cohort';
import { matrixOf } from '@/lib/study/matrix';
import { auroc, delong } from '@/lib/study/metrics/discrimination';
import { fitPreprocessing } from '@/lib/study/preprocess';
import { selectFeatures } from '@/lib/study/selection/selectFeatures';
import { intraclassCorrelation, normalCdf } from '@/lib/study/selection/statistics';
import { stratifiedFolds, stratifiedSplit } from '@/lib/study/split';
import { cohortOf, everyRow, selectionOptions } from '../../support/noiseCohort';

describe('selection of features', () => {
  test('finds the features that carry the signal', () => {
    const { chosen } = selectFeatures(cohortOf(300, 60, 2, [7, 21]), everyRow(cohortOf(300, 60, 2)), selectionOptions);
    expect(
      chosen
        .slice(0, 2)
        .map(({ column }) => column)
        .sort((a, b) => a - b),
    ).toEqual([7, 21]);
  });

  test('drops a constant feature, an infinite one, a near-copy, and one that two readers do not agree on', () => {
    const cohort = cohortOf(200, 10, 3, [0, 1, 2, 3, 4]);
    const rows = everyRow(cohort);
    const random = seededRandom(4, 'copies');
    const changed = rows.map((row) => {
      const values = Array.from(cohort.features.data.subarray(row * 10, row * 10 + 10));
      return [5, row === 9 ? Infinity : values[1], values[2], values[2] + 0.001 * random.normal(), values[4]];
    });
    const second = changed.map((values) => [values[0], values[1], values[2], values[3], random.normal()]);
    const awkward: Cohort = {
      ...cohort,
      featureNames: ['constant', 'infinite', 'good', 'copy', 'unreliable'],
      features: matrixOf(changed),
      secondReader: { rows, features: matrixOf(second) },
    };
    const { chosen } = selectFeatures(awkward, rows, selectionOptions);
    expect(chosen).toHaveLength(1);
    expect(['good', 'copy']).toContain(chosen[0].name);
  });

  test('says that agreement of readers was not measured where fewer than three patients have a second outline', () => {
    const cohort = cohortOf(120, 8, 3, [0, 1]);
    const { chosen, counts } = selectFeatures(cohort, everyRow(cohort), selectionOptions);
    expect(chosen.map(({ icc }) => icc)).toEqual(chosen.map(() => null));
    expect(counts.map(({ stage }) => stage)).toContain('ICC between readers: not measured');
  });

  test('does not look at rows outside the training rows', () => {
    const cohort = cohortOf(200, 30, 5, [3]);
    const rows = everyRow(cohort).slice(0, 140);
    const before = fitPreprocessing(cohort, rows, 'both', selectionOptions);
    const data = cohort.features.data.slice();
    for (let at = 140 * 30; at < data.length; at++) data[at] = 1e6;
    const other = {
      ...cohort,
      y: cohort.y.map((label, i) => (i < 140 ? label : 1 - label)),
      features: { ...cohort.features, data },
    };
    expect(fitPreprocessing(other, rows, 'both', selectionOptions)).toEqual(before);
  });
});

describe('statistics', () => {
  test('ICC(2,1) of two judges of the example of Shrout and Fleiss, as the analysis of variance gives it', () => {
    const first = [9, 6, 8, 7, 10, 6];
    expect(intraclassCorrelation(first, first)).toBeCloseTo(1, 12);
    const fourth = [8, 6, 8, 6, 9, 7];
    const n = 6;
    const grand = [...first, ...fourth].reduce((a, b) => a + b, 0) / 12;
    const rowsSquare = first.reduce((sum, value, i) => sum + 2 * ((value + fourth[i]) / 2 - grand) ** 2, 0) / (n - 1);
    const judgeMeans = [first, fourth].map((values) => values.reduce((a, b) => a + b, 0) / n);
    const judgesSquare = judgeMeans.reduce((sum, value) => sum + n * (value - grand) ** 2, 0);
    const total = [...first, ...fourth].reduce((sum, value) => sum + (value - grand) ** 2, 0);
    const error = (total - rowsSquare * (n - 1) - judgesSquare) / (n - 1);
    const byHand = (rowsSquare - error) / (rowsSquare + error + (2 * (judgesSquare - error)) / n);
    expect(intraclassCorrelation(first, fourth)).toBeCloseTo(byHand, 12);
  });

  test('DeLong’s AUROC is the share of pairs in the right order, ties half', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 6, maxLength: 25 });
    fc.assert(
      fc.property(scores, (p) => {
        const y = Uint8Array.from(p, (_, i) => (i % 3 === 0 ? 1 : 0));
        let won = 0;
        let pairs = 0;
        p.forEach((a, i) => {
          p.forEach((b, j) => {
            if (!y[i] || y[j]) return;
            pairs++;
            won += a > b ? 1 : a === b ? 0.5 : 0;
          });
        });
        expect(delong([p], y).areas[0]).toBeCloseTo(won / pairs, 12);
        expect(auroc(p, y)).toBeCloseTo(won / pairs, 12);
      }),
    );
  });

  test('folds and splits keep the share of events', () => {
    const y = Uint8Array.from({ length: 100 }, (_, i) => (i < 12 ? 1 : 0));
    const fold = stratifiedFolds(y, 4, seededRandom(1));
    const events = [0, 1, 2, 3].map((k) => Array.from(fold.keys()).filter((i) => fold[i] === k && y[i]).length);
    expect(events).toEqual([3, 3, 3, 3]);
    const { training, test } = stratifiedSplit(y, 0.7, seededRandom(1));
    expect(new Set([...training, ...test]).size).toBe(100);
    expect(test.filter((i) => y[i])).toHaveLength(4);
  });

  test('the normal distribution function', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 7);
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 6);
    expect(normalCdf(-3)).toBeCloseTo(0.0013499, 6);
  });
});
