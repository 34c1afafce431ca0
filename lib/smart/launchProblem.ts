import { fail, type Problem, type Result } from '@/lib/core/result';
import { notOpenTexts } from './notOpenTexts';

export type LaunchProblemCode =
  | 'launch-parameters'
  | 'unknown-issuer'
  | 'consent-refused'
  | 'authorization-failed'
  | 'no-patient'
  | 'missing-scope'
  | 'clock-skew'
  | 'id-token-invalid'
  | 'not-a-clinician'
  | 'sign-in-unsafe'
  | 'network'
  | keyof typeof notOpenTexts;

export type LaunchProblem = Problem<LaunchProblemCode>;

const texts: Readonly<Record<LaunchProblemCode, Pick<Problem, 'message' | 'remedy'>>> = {
  'launch-parameters': {
    message: 'Backcast was opened with an address that is not a launch from a patient chart.',
    remedy: 'Close this window and open Backcast from the chart again.',
  },
  'unknown-issuer': {
    message: 'This EHR is not one that this Backcast server is set up for.',
    remedy: 'Ask the hospital integrator to add the EHR to the site registry.',
  },
  'consent-refused': {
    message: 'Access to the chart was refused, so nothing was read.',
    remedy: 'Open Backcast again and allow access, or ask the EHR team whether you may use it.',
  },
  'authorization-failed': {
    message: 'The EHR did not let Backcast in.',
    remedy: 'Open Backcast from the chart again. If that fails too, give the EHR team the time of this message.',
  },
  'no-patient': {
    message: 'The EHR let Backcast in without a patient.',
    remedy: 'Open a patient chart first, then open Backcast from there.',
  },
  'missing-scope': {
    message: 'The EHR granted less access than an estimate needs.',
    remedy: 'Ask the EHR team to grant Backcast read access to the patient record.',
  },
  'clock-skew': {
    message: 'The clocks of the EHR and this computer differ too much to check who signed in.',
    remedy: 'Set this computer to the right time, then open Backcast again.',
  },
  'id-token-invalid': {
    message: 'The sign-in could not be verified, so nothing was read.',
    remedy: 'Open Backcast from the chart again. If that fails too, tell the hospital integrator.',
  },
  'not-a-clinician': {
    message: 'Backcast is for clinicians, and the EHR does not say that one signed in.',
    remedy: 'Sign in to the EHR with a clinical account, then open Backcast from the chart again.',
  },
  'sign-in-unsafe': {
    message: 'The EHR does not offer a sign-in that Backcast may use (PKCE with S256), so nothing was read.',
    remedy: 'Ask the EHR team to turn on PKCE with S256 for Backcast.',
  },
  network: {
    message: 'The EHR did not answer.',
    remedy: 'Check the connection, then open Backcast from the chart again.',
  },
  ...notOpenTexts,
};

export const launchProblem = (code: LaunchProblemCode, cause?: unknown): LaunchProblem => ({
  code,
  ...texts[code],
  ...(cause !== undefined && { cause }),
});

/** For a screen that waits: what breaks on the way is told as well, instead of leaving the screen as it is for ever. */
export const toldIfBroken = <T>(opening: Promise<Result<T, LaunchProblem>>): Promise<Result<T, LaunchProblem>> =>
  opening.catch((cause) => fail(launchProblem('not-opened', cause)));
