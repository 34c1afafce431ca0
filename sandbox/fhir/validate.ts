import { OperationOutcomeError, validateResource } from '@medplum/core';
import type { FhirResource } from 'fhir/r4';
import { loadDefinitions } from './definitions';
import { FhirFailure } from './outcome';
import { codeFaults } from './requiredCodes';

/** Refuses what does not conform to the base resources of FHIR R4 or their required value sets, an issue for each fault (422). */
export function validate(resource: FhirResource): void {
  loadDefinitions();
  try {
    validateResource(resource as never);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    const issues = (error.outcome.issue ?? []).map(({ details, expression }) => ({
      severity: 'error' as const,
      code: 'invalid' as const,
      diagnostics: `${expression?.join(', ') ?? ''} ${details?.text ?? ''}`.trim(),
    }));
    throw new FhirFailure(422, 'invalid', 'The resource does not conform to FHIR R4', issues);
  }
  const faults = codeFaults(resource);
  if (faults.length > 0)
    throw new FhirFailure(422, 'code-invalid', 'The resource has codes that FHIR R4 does not allow', faults);
}
