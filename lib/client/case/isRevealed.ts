import 'client-only';
import type { CaseState } from './caseState';

/**
 * Whether the result may be seen: the clinician's own estimate comes first, so that the model's does not anchor it (S2). An
 * abstention has nothing to hide.
 */
export const isRevealed = ({ assessment, ownEstimate }: CaseState): boolean =>
  assessment?.kind === 'abstention' || (assessment?.kind === 'estimate' && ownEstimate !== undefined);
