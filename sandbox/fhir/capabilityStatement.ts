import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import { resourceTypes, searchParametersOf } from './definitions';
import { jsonPatchType } from './patch';

/** What this server can do, made from the specification's search parameters that it works by (FHIR R4 CapabilityStatement; SMART App Launch 2.2). */
export function capabilityStatement(
  baseUrl: string,
  authUrl: string,
  unsupported: readonly string[],
  date: string,
): CapabilityStatement {
  const interactions = [
    'read',
    'vread',
    'update',
    'patch',
    'delete',
    'history-instance',
    'create',
    'search-type',
  ] as const;
  const parameters = (type: string) => [...searchParametersOf(type).values()];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Northfield sandbox EHR' },
    implementation: { description: 'Synthetic patients only', url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    patchFormat: [jsonPatchType],
    rest: [
      {
        mode: 'server',
        security: {
          cors: true,
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
              ],
            },
          ],
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [
                { url: 'authorize', valueUri: `${authUrl}/authorize` },
                { url: 'token', valueUri: `${authUrl}/token` },
              ],
            },
          ],
        },
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        resource: resourceTypes
          .filter((type) => !unsupported.includes(type))
          .map((type) => ({
            type: type as CapabilityStatementRestResource['type'],
            versioning: 'versioned-update' as const,
            readHistory: true,
            updateCreate: true,
            conditionalCreate: true,
            conditionalUpdate: true,
            conditionalDelete: 'single' as const,
            interaction: interactions.map((code) => ({ code })),
            searchInclude: parameters(type).flatMap(({ code, type: kind }) =>
              kind === 'reference' ? `${type}:${code}` : [],
            ),
            searchParam: parameters(type).map(({ code, type: kind }) => ({ name: code, type: kind })),
          })),
      },
    ],
  };
}
