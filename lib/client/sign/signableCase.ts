import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { LocalCodes } from '@/lib/fhir/codes';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import { isStopped, type StoppedModel } from '@/lib/model/siteFacts';
import type { SmartSession } from '@/lib/smart/session';
import type { CaseState } from '../case/caseState';
import { isRevealed, ownFirst } from '../case/isRevealed';
import { signedCaseOf } from './signedCase';

/** What of a site decides whether a case can be signed there. */
export interface SignableSite {
  readonly localCodes: LocalCodes;
  readonly stoppedModels: readonly StoppedModel[];
}

/** What is to be signed, or why nothing can be: a stop that came after the estimate was computed holds for it too (S20). */
export function signableCase(
  state: CaseState,
  session: SmartSession,
  site: SignableSite | undefined,
  at: string,
): Result<SignedCase> {
  if (!site) return fail(noSite);
  const { assessment } = state;
  if (assessment && isStopped(assessment.model, site.stoppedModels)) return fail(modelStopped);
  if (assessment && !isRevealed(state)) return fail(ownFirst);
  const signed = signedCaseOf(state, session, site.localCodes, at);
  return signed ? ok(signed) : fail(nothingToSign);
}

/** Its number waits for the clinician's own (S2). */
export const isOwnFirst = ({ code }: Problem): boolean => code === ownFirst.code;

const nothingToSign: Problem = {
  code: 'nothing-to-sign',
  message: 'There is no estimate to sign for this fracture.',
  remedy: 'Go through imaging and result first.',
};
const modelStopped: Problem = {
  code: 'model-stopped',
  message: 'Your hospital has stopped this model, so its estimate cannot be signed.',
  remedy: 'Go on without an estimate. Compute the result again once the model is released.',
};
const noSite: Problem = {
  code: 'no-site',
  message: 'The EHR of this launch is no longer in the site registry.',
  remedy: 'Open Backcast from the chart again.',
};
