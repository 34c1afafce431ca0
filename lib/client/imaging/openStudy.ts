import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { AttributeReader } from '@/lib/dicom/attributeReader';
import { chooseSeries, type SeriesCandidate, type SeriesChoice } from '@/lib/dicom/chooseSeries';
import type { ImagingArchive } from '@/lib/dicomweb/imagingArchive';
import type { ChartData, CtSeries as ListedSeries } from '@/lib/fhir/chartData';
import type { FhirSession } from '../session/fhirSession';
import { archiveIndexOf, type ImagingSite, openArchive } from './archiveOfSite';

/** A CT study of the chart, its archive, and its series in the order in which they serve the measurement. */
export interface OpenedStudy {
  readonly archive: ImagingArchive;
  readonly studyUid: string;
  readonly started?: string;
  readonly choice: SeriesChoice;
}

const noCt: Problem = {
  code: 'no-ct',
  message: 'The chart lists no CT that this Backcast server may retrieve.',
  remedy: 'Ask for a CT of the spine, or ask the hospital integrator to add the image archive to the site registry.',
};

/**
 * Opens the CT study that the launch is about, else the newest that the site's archives hold, and asks the archive for the
 * headers of its series, from which the best one is chosen with reasons.
 */
export async function openStudy(chart: ChartData, fhir: FhirSession, site: ImagingSite): Promise<Result<OpenedStudy>> {
  const reachable = chart.ctSeries.filter(
    ({ dicomwebUrl }) => archiveIndexOf(dicomwebUrl, site.archives) !== undefined,
  );
  const first =
    reachable.find(({ imagingStudyReference }) => imagingStudyReference === fhir.session.imagingStudy) ?? reachable[0];
  const index = first && archiveIndexOf(first.dicomwebUrl, site.archives);
  if (index === undefined) return fail(noCt);
  const archive = await openArchive(index, site, fhir);
  const { studyUid, started } = first;
  const listed = reachable.filter((series) => series.studyUid === studyUid);
  const described: (readonly AttributeReader[])[] = [];
  for (const { seriesUid } of listed) {
    const headers = await archive.seriesMetadata({ studyUid, seriesUid });
    // Metadata are optional for a server (SMART Imaging Access); a series without them is offered as the chart lists it.
    if (headers.ok) described.push(headers.value);
    else if (headers.problem.code !== 'not-found') return headers;
  }
  const choice = described.some((headers) => headers.length > 0) ? chooseSeries(described) : chartChoice(listed);
  return ok({ archive, studyUid, ...(started && { started }), choice });
}

/** The chart's own list, for an archive that does not give headers. */
function chartChoice(listed: readonly ListedSeries[]): SeriesChoice {
  const usable = listed.map(
    ({ seriesUid, description, instances }, i): SeriesCandidate => ({
      seriesUid,
      description: description ?? 'Without description',
      sliceCount: instances ?? 0,
      reason: i === 0 ? 'First in the chart; the archive gives no headers to choose by' : 'Later in the chart',
    }),
  );
  return { ...(usable[0] && { chosen: usable[0] }), usable, unusable: [] };
}
