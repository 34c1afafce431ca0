import type { ReliabilityBin } from '../../metrics/calibration';
import { wilson } from '../../metrics/uncertainty';
import type { ModelResult, StudyResult } from '../../runStudy';
import { plot, type Series } from '../figures';
import { type Cells, digits, paragraph, section, table, withInterval } from '../format';
import { rivalOf, tabnetOf } from './models';

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
  const shown = [tabnetOf(result), rivalOf(result)];
  const axes = {
    title: `Calibration of the TabNet ensemble and of ${shown[1].label.toLowerCase()}`,
    description:
      'Observed share of the outcome against the mean predicted probability in ten equal-width bins, with Wilson intervals; on the dashed line they agree.',
    x: { label: 'Predicted probability', from: 0, to: 1 },
    y: { label: 'Observed share', from: 0, to: 1 },
    diagonal: true,
  };
  const heads = ['Bin', 'Patients', 'Mean predicted', 'Observed share'];
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
    plot('calibration', axes, shown.map(curve)),
    ...shown.map(({ label, performance }) =>
      table(`Bins of the figure: ${label}`, heads, performance.calibration.bins.map(binRow)),
    ),
  );
}

const observed = ({ n, rate }: ReliabilityBin) => wilson(Math.round(n * rate), n);

const curve = ({ label, performance: { calibration } }: ModelResult): Series => ({
  label,
  style: 'dots',
  points: calibration.bins.map(({ mean_p, rate }) => [mean_p, rate] as const),
  intervals: calibration.bins.map(observed),
});

const binRow = (bin: ReliabilityBin): Cells => [
  `${bin.bin * 10} to ${bin.bin * 10 + 10} %`,
  bin.n,
  digits(bin.mean_p),
  withInterval(observed(bin)),
];
