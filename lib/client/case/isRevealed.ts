import 'client-only';
import type { Problem } from '@/lib/core/result';
import type { CaseState } from './caseState';

/** Whether the result may be on a screen: an estimate only after the clinician's own (S2); an abstention has no number to hide. */
export function isRevealed({ assessment, ownEstimate }: Pick<CaseState, 'assessment' | 'ownEstimate'>): boolean {
  return assessment?.kind === 'abstention' || (assessment !== undefined && ownEstimate !== undefined);
}

/** Why a step does not show the result yet. */
export const ownFirst: Problem = {
  code: 'own-estimate-first',
  message: 'Give your own estimate first.',
  remedy: "The model's number is not shown here before you said yours on the result step.",
};
