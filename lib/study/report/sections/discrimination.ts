import type { ModelResult, StudyResult } from '../../runStudy';
import { plot } from '../figures';
import { type Cells, digits, paragraph, percent, section, table, withInterval } from '../format';

const falsePositiveRates = [0.05, 0.1, 0.2, 0.3, 0.5];

export function performanceSection({ models, test, pairs }: StudyResult): string {
  const row = ({ label, performance: p, nestedAuroc, againstTabNet: against }: ModelResult): Cells => [
    label,
    withInterval(p.auroc),
    p.aurocBootstrap ? `${digits(p.aurocBootstrap.low)} to ${digits(p.aurocBootstrap.high)}` : 'not defined',
    withInterval(p.averagePrecision),
    digits(nestedAuroc),
    against ? withInterval(against.difference) : '',
    against ? digits(against.p) : '',
  ];
  const head = [
    'Model',
    'AUROC (DeLong)',
    'AUROC (bootstrap)',
    'Average precision',
    'Nested CV AUROC, training',
    'TabNet minus this',
    'p',
  ];
  const axes = {
    title: 'ROC curves on the test patients',
    description:
      'Share of the patients with the outcome who are found against the share of the others who are flagged, at every threshold; on the dashed line a model guesses.',
    x: { label: 'False positive rate', from: 0, to: 1 },
    y: { label: 'Recall', from: 0, to: 1 },
    diagonal: true,
  };
  return section(
    'Performance',
    paragraph(
      `On ${test.patients} test patients, ${test.events} with the outcome, who took no part in training, selection or recalibration.`,
    ),
    table('Discrimination, with 95 % intervals', head, models.map(row)),
    plot(
      'roc',
      axes,
      models.map(({ label, performance }) => ({ label, style: 'line', points: performance.roc })),
    ),
    table(
      'ROC curves: recall at a false positive rate of at most',
      ['Model', ...falsePositiveRates.map((rate) => `${100 * rate} %`)],
      models.map(({ label, performance }) => [
        label,
        ...falsePositiveRates.map((rate) =>
          percent(Math.max(...performance.roc.filter(([wrong]) => wrong <= rate).map(([, recall]) => recall))),
        ),
      ]),
    ),
    table(
      'Every pair of models: difference of AUROC, DeLong’s test, and its p by Holm for all pairs',
      ['Pair', 'First minus second', 'p', 'p, Holm'],
      pairs.map(({ models: [first, second], difference, p, pAdjusted }) => [
        `${first} – ${second}`,
        withInterval(difference),
        digits(p),
        digits(pAdjusted),
      ]),
    ),
  );
}

export function thresholdSection({ models }: StudyResult): string {
  const rows = models.flatMap(({ label, performance: { thresholds } }) =>
    thresholds.map((t): Cells => {
      const shares = [t.recallInterval, t.specificityInterval, t.precisionInterval, t.npvInterval];
      return [
        `${label}, ${percent(t.threshold)}`,
        t.tp,
        t.fp,
        t.fn,
        t.tn,
        ...shares.map((share) => withInterval(share, 2)),
        digits(t.f1, 2),
      ];
    }),
  );
  return section(
    'Thresholds',
    paragraph('Stated before the results: 10, 12 (the source cohort’s prevalence), 20 and 35 of 100.'),
    table(
      'Counts on the test patients, with Wilson intervals',
      ['Model, threshold', 'TP', 'FP', 'FN', 'TN', 'Recall', 'Specificity', 'PPV', 'NPV', 'F1'],
      rows,
    ),
  );
}
