import type { ModelResult, StudyResult } from '../runStudy';
import { digits } from './format';

/** The report's first sentence: which model did best on the test rows, plainly, a simpler one above all. */
export function verdict({ models }: StudyResult): string {
  const area = ({ performance }: ModelResult) => performance.auroc.value;
  const tabnet = models.find(({ name }) => name === 'tabnet')!;
  const [rival] = models.filter(({ name }) => name !== 'tabnet').sort((a, b) => area(b) - area(a));
  const { p } = rival.againstTabNet!;
  const test = `DeLong p ${digits(p)}${p > 0.05 ? ', a difference that chance can explain' : ''}`;
  const name = rival.label.toLowerCase();
  if (area(rival) >= area(tabnet))
    return `A simpler model won: ${name} reached AUROC ${digits(area(rival))} on the test patients, the TabNet ensemble ${digits(area(tabnet))} (${test}).`;
  return `The TabNet ensemble had the highest AUROC on the test patients, ${digits(area(tabnet))}; next came ${name} with ${digits(area(rival))} (${test}).`;
}
