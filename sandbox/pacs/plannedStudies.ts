import type { FhirStore } from '../fhir/store';
import type { ImagingPlan } from '../patients/imagingPlan';
import type { PlannedStudy } from './studyPlan';

/** The studies that the PACS can make, with names and dates as the chart has them. */
export function plannedStudies(plans: readonly ImagingPlan[], store: FhirStore): readonly PlannedStudy[] {
  const studies = store.all('ImagingStudy').filter((resource) => resource.resourceType === 'ImagingStudy');
  return plans.flatMap((plan) => {
    const patient = store.all('Patient').find(({ id }) => id === plan.patientId);
    const study = studies.find(({ identifier }) =>
      identifier?.some(({ value }) => value === `urn:oid:${plan.studyUid}`),
    );
    if (patient?.resourceType !== 'Patient' || !study?.started) return [];
    const [name] = patient.name ?? [];
    return [
      {
        ...plan,
        patient: {
          id: plan.patientId,
          name: `${name?.family ?? ''}^${name?.given?.join(' ') ?? ''}`,
          birthDate: (patient.birthDate ?? '').replaceAll('-', ''),
          sex: patient.gender === 'female' ? 'F' : patient.gender === 'male' ? 'M' : 'O',
        },
        date: study.started.slice(0, 10).replaceAll('-', ''),
      },
    ];
  });
}
