import { jsonTag, type Keyword } from '@/lib/dicom/dictionary';
import type { DicomJson } from './dicomJson';
import type { ArchivedInstance, FolderArchive } from './folderArchive';

const studyKeys: readonly Keyword[] = [
  'StudyDate',
  'StudyTime',
  'AccessionNumber',
  'StudyDescription',
  'PatientName',
  'PatientID',
  'PatientBirthDate',
  'PatientSex',
  'StudyInstanceUID',
  'StudyID',
];
const seriesKeys: readonly Keyword[] = [
  'StudyInstanceUID',
  'SeriesInstanceUID',
  'Modality',
  'SeriesDescription',
  'SeriesNumber',
  'SeriesDate',
  'SeriesTime',
];
const instanceKeys: readonly Keyword[] = [
  'StudyInstanceUID',
  'SeriesInstanceUID',
  'SOPClassUID',
  'SOPInstanceUID',
  'InstanceNumber',
  'Rows',
  'Columns',
  'BitsAllocated',
  'NumberOfFrames',
];

const matchable: readonly Keyword[] = [
  'StudyInstanceUID',
  'SeriesInstanceUID',
  'SOPInstanceUID',
  'SOPClassUID',
  'Modality',
  'PatientID',
  'StudyDate',
  'AccessionNumber',
];

/** QIDO-RS (PS3.18 section 10.6): studies, series or instances with their key attributes; undefined for another path. */
export function answerQuery(
  archive: FolderArchive,
  studyUids: readonly string[],
  segments: readonly string[],
  params: URLSearchParams,
): readonly DicomJson[] | undefined {
  const [, studyUid, second, seriesUid, third] = segments;
  const level =
    segments.length === 1 ? 'studies' : segments.length === 3 ? second : segments.length === 5 ? third : undefined;
  const within = studyUid === undefined ? studyUids : [studyUid];
  const instances = within.flatMap((uid) => archive.instances(uid, level === 'instances' ? seriesUid : undefined));
  const matching = instances.filter((instance) => matches(instance, params));
  const found =
    level === 'studies'
      ? studies(matching)
      : level === 'series'
        ? series(matching)
        : level === 'instances'
          ? matching.map(({ header }) => pick(header, instanceKeys))
          : undefined;
  const offset = Number(params.get('offset') ?? 0);
  const limit = Number(params.get('limit') ?? Number.POSITIVE_INFINITY);
  return found?.slice(offset, offset + limit);
}

function studies(instances: readonly ArchivedInstance[]): DicomJson[] {
  return groups(instances, 'studyUid').map((members) => ({
    ...pick(members[0].header, studyKeys),
    [jsonTag('ModalitiesInStudy')]: {
      vr: 'CS',
      Value: [...new Set(members.map(({ header }) => header[jsonTag('Modality')]?.Value?.[0]))],
    },
    [jsonTag('NumberOfStudyRelatedSeries')]: {
      vr: 'IS',
      Value: [new Set(members.map(({ seriesUid }) => seriesUid)).size],
    },
    [jsonTag('NumberOfStudyRelatedInstances')]: { vr: 'IS', Value: [members.length] },
  }));
}

function series(instances: readonly ArchivedInstance[]): DicomJson[] {
  return groups(instances, 'seriesUid').map((members) => ({
    ...pick(members[0].header, seriesKeys),
    [jsonTag('NumberOfSeriesRelatedInstances')]: { vr: 'IS', Value: [members.length] },
  }));
}

function groups(instances: readonly ArchivedInstance[], key: 'studyUid' | 'seriesUid'): ArchivedInstance[][] {
  const byKey = new Map<string, ArchivedInstance[]>();
  for (const instance of instances) byKey.set(instance[key], [...(byKey.get(instance[key]) ?? []), instance]);
  return [...byKey.values()];
}

const pick = (header: DicomJson, keywords: readonly Keyword[]): DicomJson =>
  Object.fromEntries(
    keywords.flatMap((keyword) => (header[jsonTag(keyword)] ? [[jsonTag(keyword), header[jsonTag(keyword)]]] : [])),
  );

/** Exact matching of the attributes above, by keyword or by tag; other parameters do not restrict. */
function matches({ header }: ArchivedInstance, params: URLSearchParams): boolean {
  return matchable.every((keyword) => {
    const wanted = params.get(keyword) ?? params.get(jsonTag(keyword));
    return wanted === null || wanted === '' || header[jsonTag(keyword)]?.Value?.includes(wanted) === true;
  });
}
