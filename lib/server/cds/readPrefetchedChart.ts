import 'server-only';
import type { Bundle as AnyBundle, FhirResource, Patient, ServiceRequest } from 'fhir/r4';
import type { AugmentationOrder } from '@/lib/cds/augmentationOrder';
import type { Prefetched } from '@/lib/cds/prefetch';
import { codingsOf } from '@/lib/cds/uncheckedCodings';
import { codingOfLevel } from '@/lib/core/vertebra';
import { buildChart, type ChartOptions } from '@/lib/fhir/chart/buildChart';
import { subjectOf } from '@/lib/fhir/chart/loadChart';
import { isReadable } from '@/lib/fhir/chart/readable';
import type { ChartData } from '@/lib/fhir/chartData';

type Bundle = AnyBundle<FhirResource>;

/**
 * The chart of a hook call, by the same reading as in the app. Resources of another patient are left out.
 * @param order the one that is being entered: findings are read for its level, whatever else was ordered before.
 */
export function readPrefetchedChart(
  prefetched: Prefetched,
  order: AugmentationOrder,
  options: ChartOptions,
): ChartData | undefined {
  const patient = prefetched.patient as Patient | null;
  if (patient?.resourceType !== 'Patient' || !isReadable(patient)) return undefined;
  const of = <T extends FhirResource['resourceType']>(key: string, type: T) =>
    resourcesIn(prefetched[key]).filter(
      (resource): resource is Extract<FhirResource, { resourceType: T }> =>
        resource.resourceType === type && subjectOf(resource) === `Patient/${patient.id}` && isReadable(resource),
    );
  return buildChart(
    {
      patient,
      conditions: of('conditions', 'Condition'),
      observations: [...of('findings', 'Observation'), ...of('measurements', 'Observation')],
      procedures: of('procedures', 'Procedure'),
      serviceRequests: [draftOf(order, patient)],
      medicationRequests: of('medications', 'MedicationRequest'),
      medications: [],
      imagingStudies: of('imaging', 'ImagingStudy'),
      endpoints: [],
      diagnosticReports: [],
    },
    options,
  );
}

/** What was read of the draft, and nothing else of it: it comes unchecked from the EHR. */
const draftOf = ({ reference, level, resource }: AugmentationOrder, patient: Patient): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: reference.split('/')[1],
  status: 'draft',
  intent: 'order',
  subject: { reference: `Patient/${patient.id}` },
  code: { coding: codingsOf(resource.code) },
  ...(level && { bodySite: [{ coding: [codingOfLevel(level)] }] }),
});

export function resourcesIn(answer: Prefetched[string]): readonly FhirResource[] {
  if (answer?.resourceType !== 'Bundle') return [];
  return ((answer as Bundle).entry ?? []).flatMap(({ resource }) => resource ?? []);
}
