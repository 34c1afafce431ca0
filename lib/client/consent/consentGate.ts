import 'client-only';
import { type ConsentFacts, numbersFromChart, patientNumbers } from '@/lib/consent/consentFacts';
import type { Problem } from '@/lib/core/result';
import { type EarlierEstimate, isInForce } from '@/lib/fhir/write/earlierEstimates';
import { isStopped, type StoppedModel } from '@/lib/model/siteFacts';
import { modelOfVersionLine, shortVersionLine, versionLine } from '@/lib/model/versionLine';
import type { CaseState } from '../case/caseState';
import { chosenFracture } from '../case/chosenFracture';

/** Whether the patient view may open: after a signature of this very estimate, or, where there is none, once a clinician opened it. */
export type ConsentGate =
  | { readonly state: 'locked'; readonly problem: Problem }
  /** An abstention that no clinician has looked at for the patient yet. */
  | { readonly state: 'to-open'; readonly about: string }
  | { readonly state: 'open'; readonly about: string; readonly facts: ConsentFacts };

/**
 * R19, S3: no number reaches a patient before a named clinician signed it; a result computed after the one that was signed is
 * not signed.
 * @param stopped models that the site has stopped (S20), also after the estimate was computed. The rail of the steps knows no
 * site and leaves them out: it offers the step, and the step says why it is closed.
 */
export function consentGate(state: CaseState, stopped: readonly StoppedModel[] = []): ConsentGate {
  const { chart, assessment, signed, consent } = state;
  const level = chosenFracture(state)?.level;
  if (!chart || !level) return { state: 'locked', problem: noResult };
  const { name, birthDate, recordNumber } = chart.patient;
  const identity = { name, level, ...(birthDate && { birthDate }), ...(recordNumber && { recordNumber }) };
  if (!assessment) return withoutResult(identity, state, stopped);
  const shared = {
    identity,
    numbers: patientNumbers(assessment),
    demonstration: assessment.model.status === 'demonstration',
    programVersion: shortVersionLine(versionLine(assessment.model)),
  };
  if (assessment.kind === 'abstention') {
    const about = `abstention ${assessment.computedAt}`;
    if (consent?.about !== about || !consent.openedBy || !consent.openedAt) return { state: 'to-open', about };
    return { state: 'open', about, facts: { ...shared, signer: { name: consent.openedBy, at: consent.openedAt } } };
  }
  if (isStopped(assessment.model, stopped)) return { state: 'locked', problem: modelStopped };
  if (!signed) return { state: 'locked', problem: notSigned };
  if (signed.status === 'entered-in-error') return { state: 'locked', problem: withdrawn };
  if (signed.resultAt !== assessment.computedAt) return { state: 'locked', problem: signedAnother };
  const { identifier, signedBy, signedAt } = signed;
  return {
    state: 'open',
    about: identifier,
    facts: {
      ...shared,
      identifier,
      signer: { name: signedBy, at: signedAt },
      ...(assessment.trainingPatients !== undefined && { trainingPatients: assessment.trainingPatients }),
    },
  };
}

/**
 * What was signed in this launch has lost its result to other inputs, and so has an estimate of the chart once something was
 * corrected or chosen here.
 */
function withoutResult(
  identity: ConsentFacts['identity'],
  { signed, edits, choices, signedEarlier }: CaseState,
  stopped: readonly StoppedModel[],
): ConsentGate {
  if (signed || edits.length > 0 || Object.keys(choices).length > 0)
    return { state: 'locked', problem: signed || signedEarlier ? inputsEntered : noResult };
  return fromChart(identity, signedEarlier, stopped);
}

/** An estimate that the chart holds as signed, unless something that it rests on changed since (S18). */
function fromChart(
  identity: ConsentFacts['identity'],
  earlier: EarlierEstimate | undefined,
  stopped: readonly StoppedModel[],
): ConsentGate {
  if (!earlier) return { state: 'locked', problem: noResult };
  const { per100, range, displayRange, changedInputs, signedBy, signedOn, identifier, program, demonstration } =
    earlier;
  if (!isInForce(earlier)) return { state: 'locked', problem: withdrawn };
  if (!changedInputs || changedInputs.length > 0) return { state: 'locked', problem: inputsChanged };
  if (per100 === undefined || !range || !signedBy || !program) return { state: 'locked', problem: noResult };
  if (isStopped(modelOfVersionLine(program), stopped)) return { state: 'locked', problem: modelStopped };
  return {
    state: 'open',
    about: identifier,
    facts: {
      identity,
      numbers: numbersFromChart(per100, range, displayRange),
      demonstration,
      programVersion: shortVersionLine(program),
      identifier,
      signer: { name: signedBy, at: signedOn },
    },
  };
}

const inputsChanged: Problem = {
  code: 'consent-inputs-changed',
  message: 'The chart changed after the estimate was signed.',
  remedy: 'Go through data, imaging and result again, and sign the new estimate.',
};
const inputsEntered: Problem = {
  ...inputsChanged,
  message: 'The inputs of this case changed after the estimate was signed.',
};
const modelStopped: Problem = {
  code: 'consent-model-stopped',
  message: 'Your hospital has stopped this model, so its estimate is not shown to a patient.',
  remedy: 'Talk it through without a number. Compute the result again once the model is released.',
};
const noResult: Problem = {
  code: 'consent-no-result',
  message: 'There is no result to talk about yet.',
  remedy: 'Go through data, imaging and result first.',
};
const notSigned: Problem = {
  code: 'consent-not-signed',
  message: 'The patient view opens after the estimate is signed.',
  remedy: 'Sign the estimate, then come back.',
};
const withdrawn: Problem = {
  code: 'consent-withdrawn',
  message: 'The signed estimate was entered in error.',
  remedy: 'Sign the right estimate, then come back.',
};
const signedAnother: Problem = {
  code: 'consent-signed-another',
  message: 'The result was computed again after the signature.',
  remedy: 'Sign the new estimate, then come back.',
};
