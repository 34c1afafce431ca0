import type { Bundle, BundleEntry, DocumentReference, FhirResource, Observation, Reference } from 'fhir/r4';
import { perHundred } from '@/lib/core/perHundred';
import { narrativeOf, sentencesOf } from './narrative';
import { deviceOf, observationsOf, provenanceOf, riskAssessmentOf } from './resources';
import type { SignedCase } from './signedCase';
import { backcastCodes, estimateIdSystem, metaOf, modelIdSystem, percent } from './systems';

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

function fallbackOf(signed: SignedCase, identifier: string, device: Reference): (Observation | DocumentReference)[] {
  const { estimate, signedAt, patientId, conditionReference } = signed;
  const sentences = sentencesOf(signed);
  const [value, low, high] = [estimate.probability, estimate.interval.low, estimate.interval.high].map((p) =>
    percent(perHundred(p, estimate.displayRange).count),
  );
  const shared = {
    meta: metaOf(estimate.model.status, true),
    text: narrativeOf(sentences),
    subject: { reference: `Patient/${patientId}` },
  };
  const code = (name: string, text: string) => ({ coding: [{ system: backcastCodes, code: name }], text });
  const observation: Observation = {
    resourceType: 'Observation',
    ...shared,
    identifier: [{ system: estimateIdSystem, value: identifier }],
    status: 'final',
    code: code('residual-back-pain-estimate', 'Estimated chance of residual back pain'),
    focus: [{ reference: conditionReference }],
    effectiveDateTime: signedAt,
    performer: [{ reference: signed.signer.reference, display: signed.signer.name }],
    device,
    valueQuantity: value,
    component: [
      { code: code('estimate-low', 'Lower end of the range'), valueQuantity: low },
      { code: code('estimate-high', 'Upper end of the range'), valueQuantity: high },
    ],
  };
  const document: DocumentReference = {
    resourceType: 'DocumentReference',
    ...shared,
    identifier: [{ system: estimateIdSystem, value: `${identifier}.document` }],
    status: 'current',
    type: { text: 'Estimate of residual back pain before vertebral augmentation' },
    date: signedAt,
    author: [{ reference: signed.signer.reference, display: signed.signer.name }, device],
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          language: 'en',
          data: base64(sentences.join('\n')),
          title: 'Backcast estimate',
        },
      },
    ],
  };
  return [observation, document];
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
