import { api } from 'dicomweb-client';
import { ok, type Result } from '@/lib/core/result';
import { type ArchiveAccess, type Exchange, exchange } from './exchange';
import { boundaryOf, createMultipartReader, type MultipartReader } from './multipart';
import { type ArchiveProblem, archiveFailure } from './problem';

/** What a caller adds to a request. dicomweb-client hands its `instance`, meant for an XMLHttpRequest, through unread. */
export interface RequestContext {
  readonly signal?: AbortSignal;
  /** Receives each part of a multipart answer as it completes; the parts are then not collected. */
  readonly onPart?: (part: Uint8Array) => void;
  readonly onBytes?: (received: number, total: number | undefined) => void;
}

interface ClientRequest {
  readonly instance: RequestContext;
  readonly responseType?: string;
  readonly data?: BodyInit;
}

/** What this module uses of dicomweb-client, whose request methods are declared private. */
interface OverridableClient {
  readonly wadoURL: string;
  searchForSeries(options: {
    studyInstanceUID: string;
    queryParams?: Record<string, string>;
    request: ClientRequest;
  }): Promise<unknown>;
  retrieveSeriesMetadata(options: {
    studyInstanceUID: string;
    seriesInstanceUID: string;
    request: ClientRequest;
  }): Promise<unknown>;
  storeInstances(options: {
    datasets: readonly ArrayBuffer[];
    studyInstanceUID?: string;
    request: ClientRequest;
  }): Promise<unknown>;
  _httpGetMultipartApplicationDicom(
    url: string,
    mediaTypes: readonly { mediaType: string; transferSyntaxUID: string }[],
    params: false,
    request: ClientRequest,
  ): Promise<unknown>;
}

const Base = api.DICOMwebClient as unknown as new (options: { url: string; verbose: boolean }) => OverridableClient;

/** Carries a problem through dicomweb-client's promises, which know only exceptions. */
export class ArchiveFailure extends Error {
  constructor(readonly problem: ArchiveProblem) {
    super(problem.message);
  }
}

/**
 * dicomweb-client with its XMLHttpRequest replaced by our exchange. Its own reader of multipart answers leaves a promise
 * open on an empty one, drops a truncated part silently and takes a login page for an instance (imaging.md section 2).
 */
export class DicomwebClient extends Base {
  constructor(
    url: string,
    private readonly access: ArchiveAccess,
  ) {
    super({ url, verbose: false });
  }

  /**
   * Every instance of a series as stored. The public retrieveSeries refuses the transfer syntax "*", which is both the
   * fastest and the one that servers must support.
   */
  async retrieveSeriesAsStored(studyUid: string, seriesUid: string, context: RequestContext): Promise<void> {
    const url = `${this.wadoURL}/studies/${encodeURIComponent(studyUid)}/series/${encodeURIComponent(seriesUid)}`;
    const anySyntax = [{ mediaType: 'application/dicom', transferSyntaxUID: '*' }];
    await this._httpGetMultipartApplicationDicom(url, anySyntax, false, { instance: context });
  }

  /** Overrides the one method that all of dicomweb-client's requests go through. */
  async _httpRequest(
    url: string,
    method: string,
    headers: Record<string, string>,
    request: ClientRequest,
  ): Promise<unknown> {
    const { data, instance } = request;
    const result = await exchange(this.access, { url, method, headers, body: data, signal: instance.signal });
    if (!result.ok) throw new ArchiveFailure(result.problem);
    const { response, done } = result.value;
    try {
      if (response.status === 204) return [];
      const contentType = response.headers.get('content-type') ?? '';
      if (request.responseType === 'arraybuffer') return await readParts(result.value, contentType, instance);
      return parseJson(await readText(result.value), contentType);
    } finally {
      done();
    }
  }
}

async function readParts(
  opened: Exchange,
  contentType: string,
  { onPart, onBytes }: RequestContext,
): Promise<Uint8Array[]> {
  const boundary = boundaryOf(contentType);
  const single = /^\s*application\/dicom\s*(;|$)/i.test(contentType);
  if (boundary === undefined && !single) {
    await opened.response.body?.cancel().catch(() => undefined);
    const kind = contentType.split(';')[0].trim() || 'no content type';
    throw failed('not-dicomweb', `The image archive answered with ${kind} instead of images.`);
  }
  const collected: Uint8Array[] = [];
  const take = onPart ?? ((part: Uint8Array) => collected.push(part));
  const total = Number(opened.response.headers.get('content-length') ?? Number.NaN);
  const reader = boundary === undefined ? singlePartReader() : createMultipartReader(boundary);
  let received = 0;
  let count = 0;
  await forEachChunk(opened, (chunk) => {
    received += chunk.length;
    const parts = reader.push(chunk);
    if (!parts.ok) throw new ArchiveFailure(parts.problem);
    for (const part of parts.value) {
      count++;
      take(part);
    }
    onBytes?.(received, Number.isFinite(total) ? total : undefined);
  });
  const ended = reader.end();
  if (!ended.ok) throw new ArchiveFailure(ended.problem);
  for (const part of ended.value) {
    count++;
    take(part);
  }
  if (count === 0) throw failed('empty', 'The image archive answered without a single image.');
  return collected;
}

/** A lone instance, which a server may send without multipart around it (PS3.18 section 8.7.3.3). */
function singlePartReader(): MultipartReader {
  const chunks: Uint8Array[] = [];
  return {
    push(chunk: Uint8Array): Result<readonly Uint8Array[], ArchiveProblem> {
      chunks.push(chunk);
      return ok([]);
    },
    end(): Result<readonly Uint8Array[], ArchiveProblem> {
      const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
      let offset = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, offset);
        offset += chunk.length;
      }
      return ok(bytes.length > 0 ? [bytes] : []);
    },
  };
}

async function readText(opened: Exchange): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  await forEachChunk(opened, (chunk) => {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxJsonCharacters)
      throw failed('too-large', 'The answer of the image archive is larger than 256 MB.');
  });
  return text + decoder.decode();
}

const maxJsonCharacters = 1 << 28;

/** Reads the body piece by piece; an error of the connection becomes a problem, one of `use` passes through. */
async function forEachChunk({ response, alive, explain }: Exchange, use: (chunk: Uint8Array) => void): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new ArchiveFailure(explain(error).problem);
    });
    if (done) return;
    alive();
    try {
      use(value);
    } catch (error) {
      await reader.cancel().catch(() => undefined);
      throw error;
    }
  }
}

function parseJson(text: string, contentType: string): unknown {
  if (text.trim() === '') return [];
  try {
    return JSON.parse(text);
  } catch {
    const kind = contentType.split(';')[0].trim() || 'no content type';
    throw failed('not-dicomweb', `The image archive answered with ${kind} that is not DICOM JSON.`);
  }
}

const failed = (...args: Parameters<typeof archiveFailure>) => new ArchiveFailure(archiveFailure(...args).problem);
