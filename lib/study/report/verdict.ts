import type { StudyResult } from '../runStudy';
import { digits, withInterval } from './format';
import { rivalOf, tabnetOf } from './sections/models';

/** The report's first sentence: which model did best on the test rows, plainly, a simpler one above all. */
export function verdict(result: StudyResult): string {
  const [tabnet, rival] = [tabnetOf(result), rivalOf(result)];
  const [own, other] = [tabnet, rival].map(({ performance }) => performance.auroc.value);
  const { p } = rival.againstTabNet!;
  const test = `DeLong p ${digits(p)}${p > 0.05 ? ', a difference that chance can explain' : ''}`;
  const name = rival.label.toLowerCase();
  if (other >= own)
    return `A simpler model won: ${name} reached AUROC ${digits(other)} on the test patients, the TabNet ensemble ${digits(own)} (${test}).`;
  return `The TabNet ensemble had the highest AUROC on the test patients, ${digits(own)}; next came ${name} with ${digits(other)} (${test}).`;
}

/** What CT texture added to the clinical inputs, as plainly. */
export function textureVerdict({ ablation }: StudyResult): string {
  const { auroc, bothMinusThis } = ablation.find(({ set }) => set === 'clinical')!;
  const { difference } = bothMinusThis!;
  const shown =
    difference.low > 0
      ? 'CT texture added to it'
      : difference.high < 0
        ? 'CT texture took from it'
        : 'no gain from CT texture was shown';
  return `On the clinical inputs alone the TabNet ensemble reached ${digits(auroc.value)}; with CT texture the difference was ${withInterval(difference)}: ${shown}.`;
}
