import type { IncomingMessage, ServerResponse } from 'node:http';
import { failed, type PacsFailures } from './failures';
import { type FolderArchive, openFolderArchive } from './folderArchive';
import { answerQuery } from './query';
import { sendJson, sendProblem } from './reply';
import { answerRetrieve } from './retrieve';
import { answerStore } from './store';

/** What an access token allows, as introspection tells. */
export interface PacsCaller {
  readonly patientId: string;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
}

export interface PacsOptions {
  /** Where images are kept between runs. */
  readonly folder: string;
  /** Path that the services are mounted under, e.g. "/dicom-web". */
  readonly basePath: string;
  /** RFC 7662 introspection; undefined for a token that is unknown, expired or revoked. */
  readonly introspect: (token: string) => Promise<PacsCaller | undefined>;
  /** The FHIR id of the patient of a study, or undefined if there is no such study. */
  readonly patientOfStudy: (studyUid: string) => string | undefined;
  /** Studies that can be made on first use. */
  readonly maker?: StudyMaker;
  readonly failures?: () => PacsFailures;
}

/** Makes planned studies in the background and stores them in the folder. */
export interface StudyMaker {
  plans(studyUid: string): boolean;
  /** Resolves when the study is on disk; calling again while it is made returns the same promise. */
  make(studyUid: string): Promise<void>;
}

export type PacsHandler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * A DICOMweb server (QIDO-RS, WADO-RS, STOW-RS) over a folder, as SMART Imaging Access asks: each token is introspected
 * and sees its own patient's studies only. Resolves to false for a path that is not below `basePath`.
 */
export function createPacs(options: PacsOptions): PacsHandler {
  const archive = openFolderArchive(options.folder);
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
    if (url.pathname !== options.basePath && !url.pathname.startsWith(`${options.basePath}/`)) return false;
    allowCrossOrigin(response);
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else
      await answer(options, archive, request, response, url).catch((error: unknown) => {
        console.error(`sandbox PACS: ${error instanceof Error ? error.message : 'error'}`);
        if (response.headersSent) response.destroy();
        else sendProblem(response, 500, 'The archive failed.');
      });
    return true;
  };
}

function allowCrossOrigin(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', 'authorization, accept, content-type');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After, WWW-Authenticate, Content-Length');
  response.setHeader('Access-Control-Max-Age', '600');
}

async function answer(
  options: PacsOptions,
  archive: FolderArchive,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const caller = token === undefined ? undefined : await options.introspect(token);
  if (!caller) {
    response.setHeader('WWW-Authenticate', 'Bearer realm="sandbox-pacs"');
    return sendProblem(response, 401, 'A valid access token is needed.');
  }
  const writes = request.method === 'POST';
  if (request.method !== 'GET' && !writes) return sendProblem(response, 405, 'Only GET and POST are answered.');
  if (writes ? !caller.mayWrite : !caller.mayRead) return sendProblem(response, 403, 'The token does not allow this.');
  const segments = url.pathname.slice(options.basePath.length).split('/').filter(Boolean).map(decodeURIComponent);
  if (segments[0] !== 'studies') return sendProblem(response, 404, 'There is no such resource.');
  const failures = options.failures?.() ?? {};
  if (await failed(failures, response)) return;
  const studyUid = segments[1];
  if (studyUid !== undefined && options.patientOfStudy(studyUid) !== caller.patientId) {
    return sendProblem(response, 404, 'The patient has no such study.');
  }
  if (writes)
    return answerStore({
      archive,
      request,
      response,
      studyUid,
      mayStore: (uid) => options.patientOfStudy(uid) === caller.patientId,
      refuseAll: failures.refuseStore,
    });
  if (studyUid !== undefined && archive.instances(studyUid).length === 0 && options.maker?.plans(studyUid)) {
    options.maker.make(studyUid).then(
      () => archive.reload(studyUid),
      (error: unknown) =>
        console.error(`sandbox PACS: study could not be made: ${error instanceof Error ? error.message : 'error'}`),
    );
    response.setHeader('Retry-After', '2');
    return sendProblem(response, 503, 'The study is being fetched; try again.');
  }
  const readable = archive.studies().filter((uid) => options.patientOfStudy(uid) === caller.patientId);
  if (await answerRetrieve({ archive, response, segments, accept: request.headers.accept ?? '*/*', failures })) return;
  const found = answerQuery(archive, readable, segments, url.searchParams);
  if (found) sendJson(response, 200, found);
  else sendProblem(response, 404, 'There is no such resource.');
}
