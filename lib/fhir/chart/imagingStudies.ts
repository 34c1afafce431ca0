import type { Endpoint, ImagingStudy, Reference } from 'fhir/r4';
import { ageInDays } from '@/lib/core/dates';
import type { CtSeries } from '../chartData';
import { dicomUid } from '../codes';
import { newestFirst } from './resources';

/** Series of one modality over all studies, newest study first, each with the DICOMweb address that its Endpoint names. */
export function readSeries(
  studies: readonly ImagingStudy[],
  endpoints: readonly Endpoint[],
  modality: 'CT' | 'SEG',
  now: Date,
): readonly CtSeries[] {
  const usable = studies.filter(({ status }) => status !== 'cancelled' && status !== 'entered-in-error');
  return newestFirst(usable, ({ started }) => started).flatMap((study) => {
    const studyUid = studyUidOf(study);
    if (!studyUid) return [];
    return (study.series ?? [])
      .filter((series) => series.modality.code === modality)
      .map((series): CtSeries => {
        const started = series.started ?? study.started;
        // A series-level endpoint overrides the study's (FHIR R4 ImagingStudy.series.endpoint).
        const dicomwebUrl = addressOf(series.endpoint, study, endpoints) ?? addressOf(study.endpoint, study, endpoints);
        const description = series.description ?? study.description;
        return {
          imagingStudyReference: `ImagingStudy/${study.id}`,
          studyUid,
          seriesUid: series.uid,
          ...(description && { description }),
          ...(started && { started, ageDays: ageInDays(started, now) }),
          ...(series.numberOfInstances !== undefined && { instances: series.numberOfInstances }),
          ...(dicomwebUrl && { dicomwebUrl }),
        };
      });
  });
}

function studyUidOf(study: ImagingStudy): string | undefined {
  const value = study.identifier?.find(({ system }) => system === dicomUid)?.value;
  return value?.replace(/^urn:oid:/, '');
}

function addressOf(
  references: readonly Reference[] | undefined,
  study: ImagingStudy,
  endpoints: readonly Endpoint[],
): string | undefined {
  const contained = (study.contained ?? []).filter(
    (resource): resource is Endpoint => resource.resourceType === 'Endpoint',
  );
  for (const { reference } of references ?? []) {
    const endpoint = reference?.startsWith('#')
      ? contained.find(({ id }) => `#${id}` === reference)
      : endpoints.find(({ id }) => reference === `Endpoint/${id}` || reference?.endsWith(`/Endpoint/${id}`));
    if (endpoint?.status === 'active' && endpoint.connectionType.code === 'dicom-wado-rs') return endpoint.address;
  }
  return undefined;
}
