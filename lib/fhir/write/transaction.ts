import type { Bundle, BundleEntry, FhirResource, Reference } from 'fhir/r4';
import { fallbackOf } from './fallback';
import { observationsOf } from './observations';
import { deviceOf, provenanceOf, riskAssessmentOf } from './resources';
import type { SignedCase } from './signedCase';
import { estimateIdSystem, modelIdSystem } from './systems';

/** What the server takes: a RiskAssessment, or, where its CapabilityStatement has none, an Observation with a document. */
export type WriteTarget = 'risk-assessment' | 'observation-and-document';

export interface TransactionIds {
  readonly identifier: string;
  readonly newUuid: () => string;
  /** Reference of the estimate that this one replaces. */
  readonly replaces?: string;
}

/**
 * All that a signature writes, as one transaction (FHIR R4 http, "transaction"): it happens whole or not at all. Each entry
 * carries If-None-Exist on its own identifier, so that a repeated transaction finds what the first one made.
 */
export function transactionOf(
  signed: SignedCase,
  target: WriteTarget,
  { identifier, newUuid, replaces }: TransactionIds,
): Bundle {
  const entry = (resource: FhirResource, search: string): BundleEntry & { fullUrl: string } => ({
    fullUrl: `urn:uuid:${newUuid()}`,
    resource,
    request: { method: 'POST', url: resource.resourceType, ifNoneExist: `identifier=${encodeURIComponent(search)}` },
  });
  const { model } = signed.estimate;
  const device = entry(deviceOf(signed), `${modelIdSystem}|${model.id}@${model.version}`);
  const deviceReference: Reference = { reference: device.fullUrl };
  const estimateId = `${estimateIdSystem}|${identifier}`;
  const estimates =
    target === 'risk-assessment'
      ? [entry(riskAssessmentOf(signed, identifier, deviceReference), estimateId)]
      : fallbackOf(signed, identifier, deviceReference).map((resource) =>
          entry(resource, `${estimateId}${resource.resourceType === 'Observation' ? '' : '.document'}`),
        );
  const observations = observationsOf(signed, identifier).map((observation) =>
    entry(observation, `${estimateIdSystem}|${observation.identifier?.[0].value}`),
  );
  const targets = [...estimates, ...observations].map(({ fullUrl }) => ({ reference: fullUrl }));
  // Provenance has no identifier to search by. A repeated one says the same of the same resources, and is found by its target.
  const provenance: BundleEntry = {
    fullUrl: `urn:uuid:${newUuid()}`,
    resource: provenanceOf(signed, targets, deviceReference, replaces),
    request: { method: 'POST', url: 'Provenance' },
  };
  return { resourceType: 'Bundle', type: 'transaction', entry: [device, ...estimates, ...observations, provenance] };
}
