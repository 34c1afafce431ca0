import { fail, ok, type Result } from '@/lib/core/result';
import { type AttributeReader, type JsonDataSet, jsonReader } from '@/lib/dicom/attributeReader';
import type { FrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import type { DicomProblem } from '@/lib/dicom/problem';
import { readPart10 } from '@/lib/dicom/readPart10';
import { createSeriesAssembler, type ReceivedInstance } from '@/lib/dicom/seriesToVolume';
import { ArchiveFailure, DicomwebClient } from './dicomwebClient';
import type { ArchiveAccess } from './exchange';
import { type ArchiveProblem, archiveFailure } from './problem';
import { type StoredInstance, storedInstances } from './storeResponse';

export interface RetrieveProgress {
  readonly bytes: number;
  /** Undefined if the server does not say; many do not. */
  readonly totalBytes?: number;
  readonly slices: number;
  readonly totalSlices?: number;
}

export interface SeriesReference {
  readonly studyUid: string;
  readonly seriesUid: string;
}

export interface RetrieveOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RetrieveProgress) => void;
}

/** A DICOMweb archive as this product uses it: search, one series at a time, store. */
export interface ImagingArchive {
  /** Series of a study (QIDO-RS), of one modality if given. */
  searchSeries(
    studyUid: string,
    modality?: string,
    signal?: AbortSignal,
  ): Promise<Result<readonly AttributeReader[], ArchiveProblem>>;
  /** Headers of a series' instances (WADO-RS metadata). */
  seriesMetadata(
    series: SeriesReference,
    signal?: AbortSignal,
  ): Promise<Result<readonly AttributeReader[], ArchiveProblem>>;
  retrieveCt(
    series: SeriesReference,
    decoder: FrameDecoder,
    options?: RetrieveOptions & { readonly allowDerived?: boolean },
  ): Promise<Result<CtSeries, ArchiveProblem | DicomProblem>>;
  /** The Part 10 files of a series, checked to be DICOM and of that series. */
  retrieveInstances(
    series: SeriesReference,
    options?: RetrieveOptions,
  ): Promise<Result<readonly Uint8Array[], ArchiveProblem | DicomProblem>>;
  store(
    studyUid: string,
    files: readonly Uint8Array[],
    signal?: AbortSignal,
  ): Promise<Result<readonly StoredInstance[], ArchiveProblem>>;
}

const retrieveAttempts = 2;
const worthAnotherTry = new Set<string>(['incomplete', 'unreachable', 'malformed-multipart']);

/** @param url base of the DICOMweb services, without a trailing slash. */
export function createImagingArchive(url: string, access: ArchiveAccess): ImagingArchive {
  const client = new DicomwebClient(url.replace(/\/+$/, ''), access);
  const archive: ImagingArchive = {
    searchSeries: (studyUid, modality, signal) =>
      attempt(async () => {
        const queryParams = modality === undefined ? undefined : { Modality: modality };
        const found = await client.searchForSeries({
          studyInstanceUID: studyUid,
          queryParams,
          request: { instance: { signal } },
        });
        return dataSets(found).map(jsonReader);
      }),
    seriesMetadata: ({ studyUid, seriesUid }, signal) =>
      attempt(async () => {
        const found = await client.retrieveSeriesMetadata({
          studyInstanceUID: studyUid,
          seriesInstanceUID: seriesUid,
          request: { instance: { signal } },
        });
        return dataSets(found).map(jsonReader);
      }),
    retrieveCt: (series, decoder, options = {}) =>
      retrieve(client, archive, series, options, () => createSeriesAssembler(decoder, options)),
    retrieveInstances: (series, options = {}) => retrieve(client, archive, series, options, collector),
    store: async (studyUid, files, signal) => {
      const stored = await attempt(() => {
        const datasets = files.map((file) => file.slice().buffer);
        return client.storeInstances({ studyInstanceUID: studyUid, datasets, request: { instance: { signal } } });
      });
      return stored.ok ? storedInstances(stored.value, files.length) : stored;
    },
  };
  return archive;
}

const otherSeries = archiveFailure('wrong-instances', 'An image of another series arrived.').problem;

interface Collector<T> {
  add(file: Uint8Array): Result<ReceivedInstance, DicomProblem>;
  finish(): Promise<Result<T, DicomProblem>>;
}

/**
 * One series-level request for the pixels, beside one for the headers that says which instances must come. A body that
 * breaks off is asked for once more; then, or when other instances came than were announced, nothing is used.
 */
async function retrieve<T>(
  client: DicomwebClient,
  archive: ImagingArchive,
  series: SeriesReference,
  options: RetrieveOptions,
  start: () => Collector<T>,
): Promise<Result<T, ArchiveProblem | DicomProblem>> {
  const { signal, onProgress } = options;
  let totalSlices: number | undefined;
  const announced = archive.seriesMetadata(series, signal).then((metadata) => {
    if (metadata.ok) totalSlices = metadata.value.length;
    return metadata;
  });
  for (let tries = 1; ; tries++) {
    const collected = start();
    const received = new Set<string>();
    let refused: DicomProblem | undefined;
    const retrieved = await attempt(() => {
      let slices = 0;
      return client.retrieveSeriesAsStored(series.studyUid, series.seriesUid, {
        signal,
        onPart: (part) => {
          const added = collected.add(part);
          if (!added.ok) refused = added.problem;
          else if (added.value.seriesUid === series.seriesUid) received.add(added.value.sopInstanceUid);
          if (!added.ok || added.value.seriesUid !== series.seriesUid) throw new ArchiveFailure(otherSeries);
          slices++;
        },
        onBytes: (bytes, totalBytes) => onProgress?.({ bytes, totalBytes, slices, totalSlices }),
      });
    });
    if (refused) return fail(refused);
    const expected = await announced;
    if (!retrieved.ok) {
      if (tries < retrieveAttempts && worthAnotherTry.has(retrieved.problem.code)) continue;
      return retrieved;
    }
    const complete = sameInstances(received, expected.ok ? expected.value : undefined);
    if (complete.ok) return collected.finish();
    if (tries >= retrieveAttempts) return complete;
  }
}

/** Compares what came with what the headers announced; a server without /metadata leaves only the closing delimiter as proof. */
function sameInstances(
  received: ReadonlySet<string>,
  announced: readonly AttributeReader[] | undefined,
): Result<null, ArchiveProblem> {
  if (!announced || announced.length === 0) return ok(null);
  const expected = new Set(announced.map((instance) => instance.text('SOPInstanceUID')));
  const missing = [...expected].filter((uid) => uid !== undefined && !received.has(uid)).length;
  if (missing > 0) {
    return archiveFailure('incomplete', `${missing} of ${expected.size} images did not arrive.`, {
      missing,
      expected: expected.size,
    });
  }
  const extra = [...received].filter((uid) => !expected.has(uid)).length;
  return extra === 0
    ? ok(null)
    : archiveFailure('wrong-instances', `${extra} images arrived that the series does not list.`, { extra });
}

function collector(): Collector<readonly Uint8Array[]> {
  const files: Uint8Array[] = [];
  return {
    add(bytes) {
      const file = readPart10(bytes);
      if (!file.ok) return file;
      files.push(bytes);
      return ok({
        sopInstanceUid: file.value.sopInstanceUid,
        seriesUid: file.value.attributes.text('SeriesInstanceUID'),
      });
    },
    finish: async () => ok(files),
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, ArchiveProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof ArchiveFailure) return fail(error.problem);
    throw error;
  }
}

function dataSets(answer: unknown): readonly JsonDataSet[] {
  if (Array.isArray(answer) && answer.every((member) => typeof member === 'object' && member !== null)) return answer;
  throw new ArchiveFailure(
    archiveFailure('not-dicomweb', 'The image archive answered with something other than a DICOM JSON list.').problem,
  );
}
