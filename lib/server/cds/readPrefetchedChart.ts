import 'server-only';
import type { Bundle as AnyBundle, FhirResource, Patient } from 'fhir/r4';
import type { Prefetched } from '@/lib/cds/prefetch';
import { buildChart, type ChartOptions } from '@/lib/fhir/chart/buildChart';
import { subjectOf } from '@/lib/fhir/chart/loadChart';
import type { ChartData } from '@/lib/fhir/chartData';

type Bundle = AnyBundle<FhirResource>;

/** The chart of a hook call, by the same reading as in the app. Resources of another patient are left out. */
export function readPrefetchedChart(prefetched: Prefetched, options: ChartOptions): ChartData | undefined {
  const patient = prefetched.patient as Patient | null;
  if (patient?.resourceType !== 'Patient') return undefined;
  const of = <T extends FhirResource['resourceType']>(key: string, type: T) =>
    resourcesIn(prefetched[key]).filter(
      (resource): resource is Extract<FhirResource, { resourceType: T }> =>
        resource.resourceType === type && subjectOf(resource) === `Patient/${patient.id}`,
    );
  return buildChart(
    {
      patient,
      conditions: of('conditions', 'Condition'),
      observations: [...of('findings', 'Observation'), ...of('measurements', 'Observation')],
      procedures: of('procedures', 'Procedure'),
      serviceRequests: of('orders', 'ServiceRequest'),
      medicationRequests: of('medications', 'MedicationRequest'),
      medications: [],
      imagingStudies: of('imaging', 'ImagingStudy'),
      endpoints: [],
      diagnosticReports: [],
    },
    options,
  );
}

export function resourcesIn(answer: Prefetched[string]): readonly FhirResource[] {
  if (answer?.resourceType !== 'Bundle') return [];
  return ((answer as Bundle).entry ?? []).flatMap(({ resource }) => resource ?? []);
}
