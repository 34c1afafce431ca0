import type { CodeableConcept } from 'fhir/r4';
import type { Coding } from '@/lib/core/coding';

/** Draft orders come unchecked from the EHR, so a member of another shape counts as absent. */
export function codingsOf(concept: CodeableConcept | undefined): Coding[] {
  const codings = Array.isArray(concept?.coding) ? concept.coding : [];
  return codings.flatMap((coding) =>
    typeof coding?.system === 'string' && typeof coding.code === 'string'
      ? [{ system: coding.system, code: coding.code }]
      : [],
  );
}
