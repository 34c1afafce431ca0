import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';

/** A refusal with its HTTP status; the FHIR layer throws it and the HTTP layer answers with it. */
export class FhirFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: OperationOutcomeIssue['code'],
    readonly diagnostics: string,
    readonly issues: readonly OperationOutcomeIssue[] = [{ severity: 'error', code, diagnostics }],
  ) {
    super(diagnostics);
  }

  get outcome(): OperationOutcome {
    return { resourceType: 'OperationOutcome', issue: [...this.issues] };
  }
}

export const notFound = (what: string) => new FhirFailure(404, 'not-found', `${what} is not known here`);
export const invalid = (diagnostics: string) => new FhirFailure(400, 'invalid', diagnostics);
