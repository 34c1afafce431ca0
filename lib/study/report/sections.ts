import type { ModelResult, StudyResult } from '../runStudy';
import { plot } from './figures';
import { type Cells, digits, paragraph, percent, section, table, withInterval } from './format';

const tabnetOf = ({ models }: StudyResult): ModelResult => models.find(({ name }) => name === 'tabnet')!;

export function performanceSection({ models, test }: StudyResult): string {
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
  return section(
    'Performance',
    paragraph(
      `On ${test.patients} test patients, ${test.events} with the outcome, who took no part in training, selection or recalibration.`,
    ),
    table('Discrimination, with 95 % intervals', head, models.map(row)),
  );
}

export function calibrationSection(result: StudyResult): string {
  const row = ({ label, performance: { calibration: c } }: ModelResult): Cells => [
    label,
    withInterval(c.slope, 2),
    withInterval(c.intercept, 2),
    digits(c.inTheLarge, 2),
    digits(c.brier, 4),
    digits(c.brierOfPrevalence, 4),
    digits(c.ece),
  ];
  const { bins } = tabnetOf(result).performance.calibration;
  const axes = {
    title: 'Calibration of the TabNet ensemble',
    description:
      'Observed share of the outcome against the mean predicted probability in ten equal-width bins; on the dashed line they agree.',
    x: { label: 'Predicted probability', from: 0, to: 1 },
    y: { label: 'Observed share', from: 0, to: 1 },
    diagonal: true,
  };
  return section(
    'Calibration',
    paragraph(
      'Every model was recalibrated (intercept and slope) on its out-of-fold predictions of the training patients, then judged on the test patients.',
    ),
    table(
      'Calibration on the test patients',
      ['Model', 'Slope', 'Intercept', 'In the large', 'Brier', 'Brier of the prevalence', 'ECE'],
      result.models.map(row),
    ),
    plot('calibration', axes, [
      {
        label: 'Bins of test patients',
        style: 'dots',
        points: bins.map(({ mean_p, rate }) => [mean_p, rate] as const),
      },
    ]),
    table(
      'Bins of the figure',
      ['Bin', 'Patients', 'Mean predicted', 'Observed share'],
      bins.map(({ bin, n, mean_p, rate }) => [`${bin * 10} to ${bin * 10 + 10} %`, n, digits(mean_p), digits(rate)]),
    ),
  );
}

export function utilitySection(result: StudyResult): string {
  const { curves } = result;
  const at = (values: readonly number[]) => curves.thresholds.map((t, i) => [t, values[i]] as const);
  const own = tabnetOf(result).performance.netBenefit;
  const others = result.models.filter(({ name }) => name !== 'tabnet');
  const axes = {
    title: 'Decision curve',
    description:
      'Net benefit per patient against the threshold at which one would act; higher is better, and acting on nobody is 0.',
    x: { label: 'Threshold probability', from: 0, to: 0.5 },
    y: { label: 'Net benefit', from: -0.05, to: 0.15 },
  };
  const rows = curves.thresholds.flatMap((t, i): Cells[] => {
    const columns = [own, curves.all, curves.clinicalOnly, ...others.map(({ performance }) => performance.netBenefit)];
    return (i + 1) % 5 === 0 ? [[percent(t), ...columns.map((values) => digits(values[i], 4))]] : [];
  });
  return section(
    'Clinical utility',
    plot('utility', axes, [
      { label: 'TabNet ensemble', style: 'line', points: at(own) },
      { label: 'Act on all', style: 'line', points: at(curves.all) },
      { label: 'Clinical inputs only (logistic)', style: 'line', points: at(curves.clinicalOnly) },
      { label: 'Act on nobody', style: 'line', points: at(curves.thresholds.map(() => 0)) },
    ]),
    table(
      'Net benefit',
      ['Threshold', 'TabNet', 'Act on all', 'Clinical only', ...others.map(({ label }) => label)],
      rows,
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

export function inputSection({ selection, importance }: StudyResult): string {
  const sorted = [...importance.inputs].sort((a, b) => b.maskShare - a.maskShare);
  return section(
    'Inputs and importance',
    table(
      'Selection of radiomics features on the training patients',
      ['Stage', 'Features left'],
      selection.counts.map(({ stage, left }) => [stage, left]),
    ),
    table(
      'Features kept',
      ['Feature', 'Chosen in share of resamples', 'ICC between readers'],
      selection.chosen.map(({ name, stability, icc }) => [name, percent(stability), digits(icc, 2)]),
    ),
    paragraph(
      `Masks say where the network looked, not in which direction, nor that the input was needed. Rank correlation of the shares between two halves of the ensemble: ${digits(importance.stability, 2)}; 1 would be full agreement.`,
    ),
    table(
      'Importance on the test patients',
      ['Input', 'Share of masks', 'Fall of AUROC when shuffled', 'Among the first five in half-ensembles'],
      sorted.map(({ name, maskShare, permutation, inFirstFive }) => [
        name,
        percent(maskShare),
        digits(permutation, 4),
        percent(inFirstFive),
      ]),
    ),
  );
}

export function ablationSection({ ablation }: StudyResult): string {
  const rows = ablation.map(
    ({ set, auroc, recall, falsePositives, specificity }): Cells => [
      set,
      withInterval(auroc),
      percent(recall),
      falsePositives,
      percent(specificity),
    ],
  );
  return section(
    'Ablation',
    paragraph(
      'TabNet ensembles on part of the inputs, each at the threshold that finds at least 80 % of the test events.',
    ),
    table('Clinical, radiomics, both', ['Inputs', 'AUROC', 'Recall', 'False positives', 'Specificity'], rows),
  );
}

export function subgroupSection({ subgroups }: StudyResult): string {
  const rows = subgroups.map(
    ({ by, group, patients, events, expected, auroc }): Cells => [
      `${by}: ${group}`,
      patients,
      events,
      digits(expected, 1),
      auroc ? withInterval(auroc, 2) : 'too few to judge',
    ],
  );
  return section(
    'Subgroups',
    table('TabNet on the test patients', ['Group', 'Patients', 'Events', 'Events expected', 'AUROC'], rows),
  );
}
