import type { Problem } from '@/lib/core/result';

/** What can stand against a correction, as a clinician reads it. */
export type CorrectProblem = Problem<
  | 'estimate-unreadable'
  | 'estimate-changed'
  | 'correct-other-patient'
  | 'correct-refused'
  | 'correct-failed'
  | 'correct-unconfirmed'
>;

export const unreadable: CorrectProblem = {
  code: 'estimate-unreadable',
  message: 'The signed estimate could not be read from the chart.',
  remedy: 'Check the connection and try again; nothing was changed.',
};
export const patientUnreadable: CorrectProblem = {
  code: 'estimate-unreadable',
  message: 'The patient of this launch could not be read again, so nothing was changed.',
  remedy: 'Check the connection and try again.',
};
export const otherPatient: CorrectProblem = {
  code: 'correct-other-patient',
  message: 'The estimate belongs to another patient than this launch, so nothing was changed.',
  remedy: "Open Backcast again from that patient's chart.",
};
export const contended: CorrectProblem = {
  code: 'estimate-changed',
  message: 'Somebody changed the estimate in the chart meanwhile.',
  remedy: 'Open this step again, look at the change, then correct it if that is still needed.',
};
export const withdrawnMeanwhile: CorrectProblem = {
  code: 'estimate-changed',
  message: 'Somebody marked this estimate as entered in error meanwhile.',
  remedy: 'Open this step again to see the note; there is nothing left to correct.',
};
export const refused: CorrectProblem = {
  code: 'correct-refused',
  message: 'The EHR refused the correction; nothing was changed.',
  remedy: 'Ask the EHR team for write access to the estimate.',
};
export const failed: CorrectProblem = {
  code: 'correct-failed',
  message: 'The EHR failed while it was to write the correction; the estimate is unchanged.',
  remedy: 'Try again in a minute.',
};
export const unconfirmed: CorrectProblem = {
  code: 'correct-unconfirmed',
  message: 'The EHR did not confirm the correction; whether it is in the chart is not known.',
  remedy: 'Try again in a minute: a correction that arrived is found and never made twice.',
};
