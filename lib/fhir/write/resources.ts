import type { Device, Provenance, Reference, RiskAssessment } from 'fhir/r4';
import { endsPerHundred, perHundred } from '@/lib/core/perHundred';
import { versionLine } from '@/lib/model/versionLine';
import { narrativeOf, sentencesOf } from './narrative';
import type { SignedCase } from './signedCase';
import { displayRangeExtension, estimateIdSystem, intervalExtension, metaOf, modelIdSystem, percent } from './systems';

export const unversioned = (reference: string): string => reference.split('/_history/')[0];
const distinct = (references: readonly string[]): readonly string[] => [...new Set(references)];

/** Chart resources that the inputs came from, versioned as they were read. */
export function sourcesOf({ estimate, conditionReference, furtherSources }: SignedCase): readonly string[] {
  return distinct([conditionReference, ...estimate.inputs.flatMap(({ source }) => source ?? []), ...furtherSources]);
}

/** The study of the CT, without a version: a segmentation that is stored in it makes a new one. */
const imagesOf = ({ imagingStudyReference }: SignedCase): readonly string[] =>
  imagingStudyReference ? [imagingStudyReference] : [];

/** The model as a Device: one for each version, found again by its identifier. */
export function deviceOf({ estimate: { model } }: SignedCase): Device {
  return {
    resourceType: 'Device',
    meta: metaOf(model.status, false),
    identifier: [{ system: modelIdSystem, value: `${model.id}@${model.version}` }],
    status: 'active',
    deviceName: [{ name: model.title, type: 'model-name' }],
    version: [{ value: model.version }],
    type: { text: 'Prediction model for residual back pain after vertebral augmentation' },
    note: [
      { text: `model SHA-256 ${model.modelSha256}; radiomics parameters SHA-256 ${model.radiomicsParametersSha256}` },
    ],
  };
}

/**
 * RiskAssessment (FHIR R4). probabilityDecimal is a percentage (invariant ras-2); the interval, which excludes it as
 * probabilityRange, is an extension; the outcome window is a whenPeriod, because whenRange is an age.
 */
export function riskAssessmentOf(signed: SignedCase, identifier: string, device: Reference): RiskAssessment {
  const { estimate, signedAt } = signed;
  const { model } = estimate;
  const windowEnd = new Date(Date.parse(signedAt) + model.outcome.withinDays * 86_400_000).toISOString();
  return {
    resourceType: 'RiskAssessment',
    meta: metaOf(model.status, true),
    text: narrativeOf(sentencesOf(signed)),
    identifier: [{ system: estimateIdSystem, value: identifier }],
    ...(signed.orderReference && { basedOn: { reference: signed.orderReference } }),
    status: 'final',
    method: { text: versionLine(model) },
    subject: { reference: `Patient/${signed.patientId}` },
    occurrenceDateTime: signedAt,
    condition: { reference: signed.conditionReference },
    performer: device,
    basis: basisOf(signed),
    prediction: [
      {
        extension: [intervalOf(signed), ...displayRangeOf(signed)],
        outcome: { text: `Residual back pain: ${model.outcome.definition}` },
        probabilityDecimal: perHundred(estimate.probability, estimate.displayRange).count,
        whenPeriod: { start: signedAt, end: windowEnd },
        rationale: 'The window is counted from the signature, because the day of surgery is not known yet.',
      },
    ],
    ...(estimate.cautions.length > 0 && {
      note: estimate.cautions.map(({ reason, measured, limit }) => ({
        text: `Caution: ${reason} (${measured}; limit ${limit})`,
      })),
    }),
  };
}

export function basisOf(signed: SignedCase): Reference[] {
  const references = [...sourcesOf(signed).map(unversioned), ...imagesOf(signed)];
  return distinct(references).map((reference) => ({ reference }));
}

function intervalOf({ estimate: { interval, displayRange } }: SignedCase) {
  const [low, high] = endsPerHundred(interval, displayRange).map(({ count }) => percent(count));
  return { url: intervalExtension, valueRange: { low, high } };
}

/** So that who reads the number again says "50 or more" where it was said here (S10). */
export function displayRangeOf({ estimate: { displayRange } }: SignedCase) {
  if (!displayRange) return [];
  const [low, high] = endsPerHundred(displayRange).map(({ count }) => percent(count));
  return [{ url: displayRangeExtension, valueRange: { low, high } }];
}

/** Who did what, from what: the model computed, the clinician signed, the chart's resources were the input. */
export function provenanceOf(
  signed: SignedCase,
  targets: readonly Reference[],
  device: Reference,
  replaces?: string,
): Provenance {
  const participant = (code: string, display: string) => ({
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code, display }],
  });
  return {
    resourceType: 'Provenance',
    meta: metaOf(signed.estimate.model.status, false),
    target: [...targets],
    recorded: signed.signedAt,
    agent: [
      { type: participant('assembler', 'Assembler'), who: device },
      {
        type: participant('legal', 'Legal authenticator'),
        who: { reference: signed.signer.reference, display: signed.signer.name },
      },
    ],
    entity: [
      ...(replaces ? [{ role: 'revision' as const, what: { reference: replaces } }] : []),
      ...[...sourcesOf(signed), ...imagesOf(signed)].map((reference) => ({
        role: 'source' as const,
        what: { reference },
      })),
    ],
  };
}
