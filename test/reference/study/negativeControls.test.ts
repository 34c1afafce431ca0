import { seededRandom } from '@/lib/core/random';
import { orThrow } from '@/lib/core/result';
import { fitLogistic } from '@/lib/study/learners/logistic';
import { takeLabels } from '@/lib/study/matrix';
import { auroc } from '@/lib/study/metrics/discrimination';
import { applyPreprocessing, fitPreprocessing } from '@/lib/study/preprocess';
import { stratifiedSplit } from '@/lib/study/split';
import { cohortOf, everyRow, selectionOptions } from '../../support/noiseCohort';

describe('negative controls', () => {
  /** Mean AUROC over cohorts, features selected on the given rows and judged on the others. */
  function meanAuroc(selectOn: 'training rows' | 'all rows', shuffled = true): number {
    const areas = Array.from({ length: 8 }, (_, seed) => {
      const cohort = cohortOf(160, 300, 100 + seed, shuffled ? [] : [1, 2]);
      const { training, test } = stratifiedSplit(cohort.y, 0.7, seededRandom(seed, 'control'));
      const preprocessing = fitPreprocessing(
        cohort,
        selectOn === 'all rows' ? everyRow(cohort) : training,
        'radiomics',
        selectionOptions,
      );
      const part = (rows: readonly number[]) => ({
        x: applyPreprocessing(preprocessing, cohort, rows),
        y: takeLabels(cohort.y, rows),
      });
      const model = orThrow(fitLogistic(part(training), { c: 0.1 }));
      return auroc(model.predict(part(test).x), part(test).y);
    });
    return areas.reduce((sum, area) => sum + area, 0) / areas.length;
  }

  test('outcomes that have nothing to do with the features give an AUROC within chance', () => {
    // Eight test sets of about 12 events: standard error about 0.03.
    expect(Math.abs(meanAuroc('training rows') - 0.5)).toBeLessThan(0.09);
  });

  test('a planted leak, selection before the split, inflates it', () => {
    expect(meanAuroc('all rows')).toBeGreaterThan(meanAuroc('training rows') + 0.1);
  });

  test('a real signal is found without any leak', () => {
    expect(meanAuroc('training rows', false)).toBeGreaterThan(0.85);
  });
});
