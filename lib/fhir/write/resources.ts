import type { Device, Observation, Provenance, Reference, RiskAssessment } from 'fhir/r4';
import { perHundred } from '@/lib/core/perHundred';
import { codingOfLevel } from '@/lib/core/vertebra';
import { narrativeOf, sentencesOf } from './narrative';
import type { SignedCase } from './signedCase';
import {
  backcastCodes,
  displayRangeExtension,
  estimateIdSystem,
  intervalExtension,
  metaOf,
  modelIdSystem,
  percent,
} from './systems';

const unversioned = (reference: string): string => reference.split('/_history/')[0];
const distinct = (references: readonly string[]): readonly string[] => [...new Set(references)];

/** Chart resources that the inputs came from, versioned as they were read. */
export function sourcesOf({ estimate, conditionReference }: SignedCase): readonly string[] {
  return distinct([conditionReference, ...estimate.inputs.flatMap(({ source }) => source ?? [])]);
}

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
    method: {
      text: `${model.id} ${model.version}; radiomics engine ${model.engineVersion}; calibration ${model.calibration.kind} ${model.calibration.version}`,
    },
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

function basisOf(signed: SignedCase): Reference[] {
  const references = [
    ...sourcesOf(signed).map(unversioned),
    ...(signed.imagingStudyReference ? [signed.imagingStudyReference] : []),
  ];
  return distinct(references).map((reference) => ({ reference }));
}

function intervalOf({ estimate: { interval, displayRange } }: SignedCase) {
  const [low, high] = [interval.low, interval.high].map((value) => percent(perHundred(value, displayRange).count));
  return { url: intervalExtension, valueRange: { low, high } };
}

/** So that who reads the number again says "50 or more" where it was said here (S10). */
function displayRangeOf({ estimate: { displayRange } }: SignedCase) {
  if (!displayRange) return [];
  const [low, high] = [displayRange.low, displayRange.high].map((value) => percent(perHundred(value).count));
  return [{ url: displayRangeExtension, valueRange: { low, high } }];
}

/** What the clinician read on the CT, and what was corrected, as Observations of the clinician. */
export function observationsOf(signed: SignedCase, identifier: string): Observation[] {
  const shared = {
    resourceType: 'Observation' as const,
    meta: metaOf(signed.estimate.model.status, false),
    status: 'final' as const,
    subject: { reference: `Patient/${signed.patientId}` },
    effectiveDateTime: signed.signedAt,
    performer: [{ reference: signed.signer.reference, display: signed.signer.name }],
  };
  const own = (part: string) => [{ system: estimateIdSystem, value: `${identifier}.${part}` }];
  const { cleft } = signed.imaging;
  const reading: Observation[] = cleft
    ? [
        {
          ...shared,
          identifier: own('cleft'),
          code: { coding: cleftCodings(signed), text: 'Intravertebral cleft on CT' },
          bodySite: { coding: [codingOfLevel(signed.level)] },
          effectiveDateTime: cleft.at,
          ...(cleft.reading === 'cannot-tell'
            ? { dataAbsentReason: { text: 'The reader could not tell' } }
            : { valueBoolean: cleft.reading === 'present' }),
          note: [{ text: `Read by ${cleft.readerName}` }],
        },
      ]
    : [];
  const corrections = signed.edits.map(
    (edit): Observation => ({
      ...shared,
      identifier: own(`edit.${edit.input}`),
      code: {
        coding: [{ system: backcastCodes, code: `edited-${edit.input}` }],
        text: `${edit.label}, as corrected for the estimate`,
      },
      valueString: edit.unit ? `${edit.value} ${edit.unit}` : edit.value,
      ...(edit.original?.startsWith('Observation/') && { derivedFrom: [{ reference: unversioned(edit.original) }] }),
      note: [{ text: `Reason: ${edit.reason}` }],
    }),
  );
  return [...reading, ...corrections];
}

/** The site's own code, so that its chart shows the reading where it looks for one, and ours, which every site shares. */
const cleftCodings = ({ localCodes }: SignedCase) => [
  ...localCodes.cleft.slice(0, 1),
  { system: backcastCodes, code: 'intravertebral-cleft' },
];

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
      ...sourcesOf(signed).map((reference) => ({ role: 'source' as const, what: { reference } })),
    ],
  };
}
