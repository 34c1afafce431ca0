import 'client-only';
import { canonicalJson } from '@/lib/core/hash';
import type { CaseState } from '../case/caseState';
import type { Outline } from './outline';

/**
 * What no longer holds once an outline has changed: its acceptance with the result that rests on it (S3, S5), and, where
 * the next one is not a correction of the same outline, the reader's answers on the cleft.
 */
export function withoutAcceptance(
  { imaging }: CaseState,
  before: Outline | undefined,
  next: Outline | undefined,
): Partial<CaseState> {
  const anotherBody = before && (!next || canonicalJson(before.origin) !== canonicalJson(next.origin));
  return {
    ...(imaging && { imaging: undefined, assessment: undefined, radiomics: undefined }),
    ...(anotherBody && { cleftAnswers: undefined }),
  };
}
