import 'server-only';
import type { OperationOutcome } from 'fhir/r4';
import type { Problem } from '@/lib/core/result';
import type { CdsMetrics } from './metrics';
import type { BodyProblem } from './readBody';

/** Never cached: an answer depends on the chart at that moment. */
const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };

/** Of known length, so that it is not cut into chunks. */
export function json(status: number, body: unknown, extra: Readonly<Record<string, string>> = {}): Response {
  const text = JSON.stringify(body);
  const length = { 'Content-Length': String(Buffer.byteLength(text)) };
  return new Response(text, { status, headers: { ...headers, ...length, ...extra } });
}

/** An error as CDS clients read it. It names members and limits, never values of the request, nor how the server is built. */
export function problemAnswer(
  status: number,
  problem: Problem,
  extra: Readonly<Record<string, string>> = {},
): Response {
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: issueCode(status), diagnostics: `${problem.message} ${problem.remedy}` }],
  };
  return json(status, outcome, extra);
}

/** 401 without a reason (RFC 6750 section 3.1): who may know why finds it in the server's log. */
export const unauthorized = (): Response =>
  json(
    401,
    { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'login' }] },
    { 'WWW-Authenticate': 'Bearer' },
  );

/** Refuses, and counts why. */
export const failures =
  ({ failures: counter }: CdsMetrics) =>
  (status: number, problem: Problem, extra?: Readonly<Record<string, string>>): Response => {
    counter.inc({ reason: problem.code });
    return problemAnswer(status, problem, extra);
  };

export const statusOf: Readonly<Record<BodyProblem['code'], number>> = {
  'body-too-large': 413,
  'body-not-json': 400,
  'body-of-other-type': 415,
};

export const unknownService: Problem = {
  code: 'unknown-service',
  message: 'There is no service of this id.',
  remedy: 'GET /cds-services lists the services.',
};

function issueCode(status: number): OperationOutcome['issue'][number]['code'] {
  if (status === 404) return 'not-found';
  if (status === 412) return 'incomplete';
  if (status === 413) return 'too-long';
  if (status === 405 || status === 415) return 'not-supported';
  if (status === 429) return 'throttled';
  if (status === 503) return 'transient';
  return 'invalid';
}
