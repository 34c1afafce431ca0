import type { Coding } from '@/lib/core/coding';
import { arealBmdCodes, tScoreCodes } from '@/lib/fhir/codes';
import type { PrefetchTemplates } from './prefetch';

export interface ServiceDescription {
  readonly hook: 'order-select' | 'order-sign';
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly prefetch: PrefetchTemplates;
  readonly usageRequirements: string;
}

/** Areal BMD and T-score by site. */
const boneDensity = [arealBmdCodes, tScoreCodes].flatMap((codes) => Object.values(codes).flat());

/**
 * What the cards are decided from. The codes of a site for a cleft reading are added to the query of findings, so that
 * one small answer holds all Observations that matter.
 */
export function prefetchTemplates(localFindingCodes: readonly Coding[]): PrefetchTemplates {
  const findings = [...boneDensity, ...localFindingCodes].map(({ system, code }) => `${system}|${code}`).join(',');
  const patient = 'patient={{context.patientId}}';
  return {
    patient: 'Patient/{{context.patientId}}',
    conditions: `Condition?${patient}&_count=200`,
    findings: `Observation?${patient}&code=${findings}&_sort=-date&_count=100`,
    procedures: `Procedure?${patient}&_count=200`,
    medications: `MedicationRequest?${patient}&_count=200`,
    imaging: `ImagingStudy?${patient}&_sort=-started&_count=50`,
    orders: `ServiceRequest?${patient}&_count=100`,
    estimates: `RiskAssessment?${patient}&_sort=-date&_count=20`,
  };
}

/** The services of `GET /cds-services` (CDS Hooks 2.0.1, "Discovery"): one a hook. */
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
