import 'client-only';
import type { CaseState, SignedRecord } from '../case/caseState';

/**
 * The signature of the result that the case shows. A result that was computed after the one that was signed has none yet;
 * where there is no result any more, what was signed is still told.
 */
export function signatureOfResult({
  signed,
  assessment,
}: Pick<CaseState, 'signed' | 'assessment'>): SignedRecord | undefined {
  return !assessment || signed?.resultAt === assessment.computedAt ? signed : undefined;
}
