import {
  businessRule,
  forbidden,
  gone,
  notFound as notFoundOutcome,
  OperationOutcomeError,
  preconditionFailed,
  unsupportedMediaType,
} from '@medplum/core';
import type { OperationOutcomeIssue } from 'fhir/r4';

/** Medplum's router tells the status of a refusal by the id of its outcome; any other id is a 400. */
const outcomeIds: Readonly<Record<number, string | undefined>> = {
  403: forbidden.id,
  404: notFoundOutcome.id,
  410: gone.id,
  412: preconditionFailed.id,
  415: unsupportedMediaType.id,
  422: businessRule('', '').id,
};

/** A refusal with its HTTP status; the FHIR layer throws it and the HTTP layer answers with it. */
export class FhirFailure extends OperationOutcomeError {
  constructor(
    readonly status: number,
    code: OperationOutcomeIssue['code'],
    diagnostics: string,
    issues: readonly OperationOutcomeIssue[] = [{ severity: 'error', code, diagnostics }],
  ) {
    const id = outcomeIds[status];
    super({ resourceType: 'OperationOutcome', ...(id && { id }), issue: issues as never });
  }
}

export const notFound = (what: string) => new FhirFailure(404, 'not-found', `${what} is not known here`);
export const invalid = (diagnostics: string) => new FhirFailure(400, 'invalid', diagnostics);
