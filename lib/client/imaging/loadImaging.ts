import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import type { Segment } from '@/lib/dicom/segmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import type { RetrieveProgress, SeriesReference } from '@/lib/dicomweb/imagingArchive';
import type { ChartData, CtSeries as ListedSeries } from '@/lib/fhir/chartData';
import type { Mask } from '@/lib/volume/volume';
import { createBrowserArchive } from '../dicom/browserArchive';
import { createBrowserDecodePool } from '../dicom/browserDecodePool';
import type { FhirSession } from '../session/fhirSession';

/** A CT as it was retrieved, and the stored outline of the vertebra, if the PACS has one for this CT. */
export interface LoadedImaging {
  readonly ct: CtSeries;
  readonly stored?: StoredOutline;
  /** Why a segmentation that the chart lists could not be used. */
  readonly storedProblem?: Problem;
}

export interface StoredOutline {
  readonly mask: Mask;
  readonly level: VertebraLevel;
  readonly segment: Segment;
  readonly seriesUid: string;
  readonly sopInstanceUid: string;
}

export interface ImagingAccess {
  /** Archives that the browser may ask itself, from the site registry. */
  readonly directUrls: readonly string[];
}

const noCt: Problem = {
  code: 'no-ct',
  message: 'The chart lists no CT that this Backcast server may retrieve.',
  remedy: 'Ask the hospital integrator to add the image archive to the site registry.',
};

/** Retrieves the newest CT of the chart and the segmentation of the fractured vertebra that lies beside it. */
export async function loadImaging(
  chart: ChartData,
  fhir: FhirSession,
  access: ImagingAccess,
  onProgress: (progress: RetrieveProgress) => void,
): Promise<Result<LoadedImaging>> {
  const series = chart.ctSeries.find(
    ({ dicomwebUrl }) => dicomwebUrl !== undefined && access.directUrls.includes(dicomwebUrl),
  );
  if (!series?.dicomwebUrl) return fail(noCt);
  let token = await fhir.accessToken();
  const archive = createBrowserArchive({
    url: series.dicomwebUrl,
    directOrigins: access.directUrls.map((url) => new URL(url).origin),
    patientId: chart.patient.id,
    accessToken: () => token,
    refreshToken: async () => {
      token = await fhir.accessToken();
      return token !== undefined;
    },
  });
  const decoder = createBrowserDecodePool();
  try {
    const ct = await archive.retrieveCt(referenceOf(series), decoder, { onProgress });
    if (!ct.ok) return ct;
    const level = chart.fracture.state === 'present' ? chart.fracture.value.level : undefined;
    const listed = chart.segSeries.filter(({ studyUid }) => studyUid === series.studyUid);
    let storedProblem: Problem | undefined;
    for (const one of listed) {
      const files = await archive.retrieveInstances(referenceOf(one));
      const stored = files.ok ? await storedOutline(files.value, ct.value, level, decoder) : files;
      if (stored.ok) return ok({ ct: ct.value, stored: stored.value });
      storedProblem = stored.problem;
    }
    return ok({ ct: ct.value, ...(storedProblem && { storedProblem }) });
  } finally {
    decoder.close();
  }
}

const referenceOf = ({ studyUid, seriesUid }: ListedSeries): SeriesReference => ({ studyUid, seriesUid });

async function storedOutline(
  files: readonly Uint8Array[],
  ct: CtSeries,
  level: VertebraLevel | undefined,
  decoder: Parameters<typeof readSegmentation>[1],
): Promise<Result<StoredOutline>> {
  for (const file of files) {
    const read = await readSegmentation(file, decoder);
    if (!read.ok) return read;
    const segment =
      read.value.segments.find(
        (one) =>
          one.level !== undefined && (level === undefined || one.level === level) && one.structure === 'vertebral-body',
      ) ?? read.value.segments.find((one) => one.level !== undefined && (level === undefined || one.level === level));
    if (!segment?.level) continue;
    const placed = segmentMask(read.value, segment.number, ct);
    if (!placed.ok) return placed;
    return ok({
      mask: placed.value.mask,
      level: segment.level,
      segment,
      seriesUid: read.value.seriesUid,
      sopInstanceUid: read.value.sopInstanceUid,
    });
  }
  return fail({
    code: 'no-segment-of-level',
    message: 'The stored segmentation holds no outline of the fractured vertebra.',
    remedy: 'Have the vertebra segmented in the PACS, then open Backcast again.',
  });
}
