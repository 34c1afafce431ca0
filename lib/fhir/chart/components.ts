import type { Observation } from 'fhir/r4';

/**
 * Each Observation, and each of its components as one of its own: a DXA panel may carry its values so (FHIR R4 Observation,
 * "Grouping Observations"). Status, date, site and the record that it came from are the panel's.
 */
export const withComponents = (observations: readonly Observation[]): readonly Observation[] =>
  observations.flatMap((one) => [one, ...(one.component ?? []).map((part) => asObservation(one, part))]);

function asObservation(
  { component: _, valueQuantity, valueBoolean, valueCodeableConcept, ...whole }: Observation,
  part: NonNullable<Observation['component']>[number],
): Observation {
  return {
    ...whole,
    code: part.code,
    ...(part.valueQuantity && { valueQuantity: part.valueQuantity }),
    ...(part.valueBoolean !== undefined && { valueBoolean: part.valueBoolean }),
    ...(part.valueCodeableConcept && { valueCodeableConcept: part.valueCodeableConcept }),
  };
}
