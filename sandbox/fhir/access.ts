import { parseSearchRequest } from '@medplum/core';
import type { FhirResource } from 'fhir/r4';
import { type Interaction, parseResourceScope, type ResourceScope } from '../auth/scopes';
import { testOf } from './matches';
import { FhirFailure } from './outcome';

/** What a caller may do: the scopes of its token, and the patient that they are about. */
export interface Access {
  readonly scopes: readonly ResourceScope[];
  readonly patientId?: string;
  /** The resource that a reference names, if it is here: a Provenance belongs to whom its targets belong. */
  readonly lookUp?: (reference: string) => FhirResource | undefined;
}

export const accessOf = (scope: string, patientId: string | undefined, lookUp: Access['lookUp']): Access => ({
  scopes: scope.split(' ').flatMap((one) => parseResourceScope(one) ?? []),
  ...(patientId && { patientId }),
  ...(lookUp && { lookUp }),
});

/** Types that belong to no patient: everyone whose scope names them may read them. */
const sharedTypes = new Set(['Endpoint', 'Practitioner', 'Device']);

/** Whether a scope allows the interaction on this very resource, compartment and `?query` limits included. */
export function allows(access: Access, interaction: Interaction, resource: FhirResource): boolean {
  return access.scopes.some(
    (scope) =>
      scope.interactions.includes(interaction) &&
      (scope.type === '*' || scope.type === resource.resourceType) &&
      (scope.level !== 'patient' || isInReach(interaction, resource, access)) &&
      isWithinLimits(resource, scope),
  );
}

/** 403 with the scope that would be needed; a client learns nothing about the resource. */
export function demand(access: Access, interaction: Interaction, resource: FhirResource): void {
  if (!allows(access, interaction, resource)) throw insufficient(resource.resourceType, interaction);
}

/** Refuses a search or an unknown id on a type that no scope names, before anything is looked up. */
export function demandType(access: Access, interaction: Interaction, type: string): void {
  const named = access.scopes.some(
    (scope) => scope.interactions.includes(interaction) && (scope.type === '*' || scope.type === type),
  );
  if (!named) throw insufficient(type, interaction);
}

const insufficient = (type: string, interaction: Interaction) =>
  new FhirFailure(
    403,
    'forbidden',
    `The token's scopes do not allow this; patient/${type}.${interaction} for the patient in context would`,
  );

/**
 * What belongs to no patient may be read under a patient's scope but not changed: an app that could would redirect the
 * PACS or rename the model for everyone. An app may add the Device that it is itself.
 */
function isInReach(interaction: Interaction, resource: FhirResource, access: Access): boolean {
  const { resourceType } = resource;
  // A new record would be somebody else's.
  if (interaction === 'c' && resourceType === 'Patient') return false;
  const isShared = sharedTypes.has(resourceType) && !(resource as { patient?: unknown }).patient;
  if (!isShared) return isInCompartment(resource, access);
  return 'rs'.includes(interaction) || (interaction === 'c' && resourceType === 'Device');
}

/** The patient's own record, and what has that patient as its subject (FHIR R4 compartment "patient"). */
function isInCompartment(resource: FhirResource, { patientId, lookUp }: Access): boolean {
  if (!patientId) return false;
  if (resource.resourceType === 'Patient') return resource.id === patientId;
  if (resource.resourceType === 'Provenance')
    return (resource.target ?? []).every(({ reference = '' }) => {
      const target = lookUp?.(reference.split('/_history/')[0]);
      if (!target || target.resourceType === 'Provenance') return false;
      return isInReach('r', target, { scopes: [], patientId });
    });
  const { subject, patient } = resource as { subject?: { reference?: string }; patient?: { reference?: string } };
  // An absolute reference stayed so because it is to another server, where the same id is another patient.
  return (subject ?? patient)?.reference?.split('/_history/')[0] === `Patient/${patientId}`;
}

/** A limit that is not understood allows nothing; a limit that looks into other resources is one of those. */
function isWithinLimits(resource: FhirResource, { limits }: ResourceScope): boolean {
  const type = resource.resourceType;
  return [...limits].every(([name, value]) => {
    const [filter] = parseSearchRequest(type, { [name]: value }).filters ?? [];
    return filter !== undefined && (testOf(type, filter, '')?.(resource, () => undefined) ?? false);
  });
}
