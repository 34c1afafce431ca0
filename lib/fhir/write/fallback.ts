import type { DocumentReference, Observation, Reference } from 'fhir/r4';
import { perHundred } from '@/lib/core/perHundred';
import { versionLine } from '@/lib/model/versionLine';
import { narrativeOf, sentencesOf } from './narrative';
import { basisOf, displayRangeOf } from './resources';
import type { SignedCase } from './signedCase';
import { backcastCodes, estimateEndCodes, estimateIdSystem, estimateObservationCode, metaOf, percent } from './systems';

/**
 * The estimate where a server's CapabilityStatement has no RiskAssessment: the number as an Observation, and the text that
 * a RiskAssessment would carry as a DocumentReference.
 */
export function fallbackOf(
  signed: SignedCase,
  identifier: string,
  device: Reference,
): (Observation | DocumentReference)[] {
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
    ...(estimate.displayRange && { extension: displayRangeOf(signed) }),
    ...(signed.orderReference && { basedOn: [{ reference: signed.orderReference }] }),
    status: 'final',
    code: code(estimateObservationCode, 'Estimated chance of residual back pain'),
    method: { text: versionLine(signed.estimate.model) },
    focus: [{ reference: conditionReference }],
    effectiveDateTime: signedAt,
    performer: [{ reference: signed.signer.reference, display: signed.signer.name }],
    device,
    derivedFrom: basisOf(signed).filter(({ reference }) => /^(Observation|ImagingStudy)\//.test(reference ?? '')),
    valueQuantity: value,
    component: [
      { code: code(estimateEndCodes.low, 'Lower end of the range'), valueQuantity: low },
      { code: code(estimateEndCodes.high, 'Upper end of the range'), valueQuantity: high },
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
