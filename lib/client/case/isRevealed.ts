import 'client-only';
import type { CaseState } from './caseState';

/** Whether the result may be on a screen: an estimate only after the clinician's own (S2); an abstention has no number to hide. */
export function isRevealed({ assessment, ownEstimate }: Pick<CaseState, 'assessment' | 'ownEstimate'>): boolean {
  return assessment?.kind === 'abstention' || (assessment !== undefined && ownEstimate !== undefined);
}
