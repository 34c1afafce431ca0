import type { ModelResult, StudyResult } from '../../runStudy';

export const tabnetOf = ({ models }: StudyResult): ModelResult => models.find(({ name }) => name === 'tabnet')!;

/** The best of the simpler models by its AUROC on the test rows. */
export function rivalOf({ models }: StudyResult): ModelResult {
  const area = ({ performance }: ModelResult) => performance.auroc.value;
  return models.filter(({ name }) => name !== 'tabnet').sort((a, b) => area(b) - area(a))[0];
}
