import type {
  CodeableConcept,
  Condition,
  DiagnosticReport,
  Endpoint,
  ImagingStudy,
  Medication,
  MedicationRequest,
  Observation,
  Patient,
  Procedure,
  Resource,
  ServiceRequest,
} from 'fhir/r4';
import { type Coding, sameCoding } from '@/lib/core/coding';
import { ageInDays } from '@/lib/core/dates';
import { levelOfSnomedCode, type VertebraLevel } from '@/lib/core/vertebra';
import type { Provenance } from '../chartData';
import { snomed } from '../codes';

/** The resources that a chart is read from, all of one patient. */
export interface ChartResources {
  readonly patient: Patient;
  readonly conditions: readonly Condition[];
  readonly observations: readonly Observation[];
  readonly procedures: readonly Procedure[];
  readonly serviceRequests: readonly ServiceRequest[];
  readonly medicationRequests: readonly MedicationRequest[];
  /** That the requests refer to. */
  readonly medications: readonly Medication[];
  readonly imagingStudies: readonly ImagingStudy[];
  readonly endpoints: readonly Endpoint[];
  readonly diagnosticReports: readonly DiagnosticReport[];
}

/** "Observation/12/_history/3", or without a version where the server keeps none. */
export function versionedReference(resource: Resource): string {
  const reference = `${resource.resourceType}/${resource.id}`;
  return resource.meta?.versionId ? `${reference}/_history/${resource.meta.versionId}` : reference;
}

export function hasCode(concept: CodeableConcept | undefined, wanted: readonly Coding[]): boolean {
  return (concept?.coding ?? []).some((coding) => wanted.some((entry) => sameCoding(coding, entry)));
}

/** Codings with both system and code: one without its system means nothing. */
export function codingsOf(concept: CodeableConcept | undefined): readonly Coding[] {
  return (concept?.coding ?? []).flatMap(({ system, code, display }) =>
    system && code ? [{ system, code, ...(display && { display }) }] : [],
  );
}

/** Every vertebra that the body sites name by a SNOMED CT code. */
export function levelsOf(sites: readonly (CodeableConcept | undefined)[] | undefined): readonly VertebraLevel[] {
  const levels = (sites ?? []).flatMap((site) =>
    codingsOf(site).flatMap(({ system, code }) => (system === snomed ? (levelOfSnomedCode(code) ?? []) : [])),
  );
  return [...new Set(levels)];
}

export function provenanceOf(resource: Resource, display: string, date: string | undefined, now: Date): Provenance {
  return {
    reference: versionedReference(resource),
    display,
    ...(date && { date, ageDays: ageInDays(date, now) }),
  };
}

/** Newest first by date; what has no date comes last. */
export function newestFirst<T>(items: readonly T[], dateOf: (item: T) => string | undefined): readonly T[] {
  const dated = items.map((item) => ({ item, date: dateOf(item) ?? '' }));
  return dated.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)).map(({ item }) => item);
}

export const effectiveDate = (observation: Observation): string | undefined =>
  observation.effectiveDateTime ?? observation.effectivePeriod?.start ?? observation.effectiveInstant;

/** Results that hold: not registered, preliminary, cancelled or entered in error (FHIR R4 ObservationStatus). */
export const isReported = ({ status }: Observation): boolean => ['final', 'amended', 'corrected'].includes(status);
