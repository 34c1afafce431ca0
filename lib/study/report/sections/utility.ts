import type { StudyResult } from '../../runStudy';
import { plot } from '../figures';
import { type Cells, digits, percent, section, table } from '../format';
import { tabnetOf } from './models';

export function utilitySection(result: StudyResult): string {
  const { curves } = result;
  const at = (values: readonly number[]) => curves.thresholds.map((t, i) => [t, values[i]] as const);
  const { netBenefit: own, netBenefitBand: band } = tabnetOf(result).performance;
  const others = result.models.filter(({ name }) => name !== 'tabnet');
  const greatest = Math.max(...own, ...curves.clinicalOnly, ...band.map((interval) => interval?.high ?? 0));
  const axes = {
    title: 'Decision curve',
    description:
      'Net benefit per patient against the threshold at which one would act; higher is better, and acting on nobody is 0. The shaded band is the 95 % bootstrap interval of the TabNet ensemble.',
    x: { label: 'Threshold probability', from: 0, to: 0.5 },
    y: { label: 'Net benefit', from: -0.05, to: Math.ceil(20 * greatest) / 20 },
  };
  const rows = curves.thresholds.flatMap((t, i): Cells[] => {
    const interval = band[i];
    const columns = [curves.all, curves.clinicalOnly, ...others.map(({ performance }) => performance.netBenefit)];
    const shown = interval ? `${digits(interval.low, 4)} to ${digits(interval.high, 4)}` : 'not defined';
    return (i + 1) % 5 === 0
      ? [[percent(t), digits(own[i], 4), shown, ...columns.map((values) => digits(values[i], 4))]]
      : [];
  });
  return section(
    'Clinical utility',
    plot('utility', axes, [
      { label: 'TabNet ensemble', style: 'line', points: at(own), intervals: band },
      { label: 'Act on all', style: 'line', points: at(curves.all) },
      { label: 'Clinical inputs only (logistic)', style: 'line', points: at(curves.clinicalOnly) },
      { label: 'Act on nobody', style: 'line', points: at(curves.thresholds.map(() => 0)) },
    ]),
    table(
      'Net benefit; acting on nobody is 0',
      ['Threshold', 'TabNet', '95 % band', 'Act on all', 'Clinical only', ...others.map(({ label }) => label)],
      rows,
    ),
  );
}
