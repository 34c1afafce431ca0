import type { Coding } from '@/lib/core/coding';
import { bmiCodes, boneDensityCodes, heightCodes, painScoreCodes, weightCodes } from '@/lib/fhir/codes';
import type { PrefetchTemplates } from './prefetch';

export interface ServiceDescription {
  readonly hook: 'order-select' | 'order-sign';
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly prefetch: PrefetchTemplates;
  readonly usageRequirements: string;
}

/** Measured at every visit: apart from bone density, which they would push off the first page. */
const visitMeasurements = [...bmiCodes, ...weightCodes, ...heightCodes, ...painScoreCodes];

/**
 * What the cards are decided from. The codes of a site for a cleft reading are added to the query of findings, so that
 * one small answer holds all Observations that matter.
 */
export function prefetchTemplates(localFindingCodes: readonly Coding[]): PrefetchTemplates {
  const patient = 'patient={{context.patientId}}';
  return {
    patient: 'Patient/{{context.patientId}}',
    conditions: `Condition?${patient}&_count=200`,
    findings: `Observation?${patient}&code=${tokens([...boneDensityCodes, ...localFindingCodes])}&_sort=-date&_count=100`,
    measurements: `Observation?${patient}&code=${tokens(visitMeasurements)}&_sort=-date&_count=100`,
    procedures: `Procedure?${patient}&_count=200`,
    medications: `MedicationRequest?${patient}&_count=200`,
    imaging: `ImagingStudy?${patient}&_sort=-started&_count=50`,
    orders: `ServiceRequest?${patient}&_count=100`,
    estimates: `RiskAssessment?${patient}&_sort=-date&_count=20`,
  };
}

const tokens = (codes: readonly Coding[]): string =>
  codes.map(({ system, code }) => `${tokenPart(system)}|${tokenPart(code)}`).join(',');

/** A local code may hold what separates tokens (FHIR R4, "Escaping Search Parameters") or members of a query. */
const tokenPart = (text: string): string =>
  text
    .replace(/[\\,|$]/g, '\\$&')
    .replace(/[^A-Za-z0-9\-._~:/|,@!'()*;$=?]/g, (character) => encodeURIComponent(character));

/**
 * The services of `GET /cds-services` (CDS Hooks 2.0.1, "Discovery"): one a hook.
 * @param localFindingCodes over all sites.
 */
export function serviceDescriptions(localFindingCodes: readonly Coding[]): readonly ServiceDescription[] {
  const shared = {
    title: 'Residual back pain before vertebral augmentation',
    description:
      'For an order of vertebroplasty or kyphoplasty: tells what is missing for an estimate of residual back pain, or shows the estimate that a clinician signed.',
    prefetch: prefetchTemplates(localFindingCodes),
    usageRequirements:
      'Prefetch of all keys is asked for. Keys left out are read with fhirAuthorization; without it such a call is answered with 412.',
  };
  return [
    { hook: 'order-select', id: 'backcast-order-select', ...shared },
    { hook: 'order-sign', id: 'backcast-order-sign', ...shared },
  ];
}
