import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonTag } from '@/lib/dicom/dictionary';
import { readPart10 } from '@/lib/dicom/readPart10';
import { boundaryOf, createMultipartReader } from '@/lib/dicomweb/multipart';
import type { FolderArchive } from './folderArchive';
import { sendJson, sendProblem } from './reply';

interface StoreRequest {
  readonly archive: FolderArchive;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly studyUid?: string;
  readonly mayStore: (studyUid: string) => boolean;
  readonly refuseAll?: boolean;
}

const maxBodyBytes = 64 << 20;
const processingFailure = 0x0110;
const notAuthorized = 0x0124;
const cannotUnderstand = 0xc000;

/** STOW-RS (PS3.18 section 10.5): stores instances of the caller's own studies, and says for each what became of it. */
export async function answerStore({
  archive,
  request,
  response,
  studyUid,
  mayStore,
  refuseAll,
}: StoreRequest): Promise<void> {
  const boundary = boundaryOf(request.headers['content-type'] ?? '');
  if (boundary === undefined)
    return sendProblem(response, 415, 'A multipart/related body of application/dicom was expected.');
  const reader = createMultipartReader(boundary);
  const files: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    received += chunk.length;
    const parts = reader.push(chunk);
    if (received > maxBodyBytes) return sendProblem(response, 413, 'The body is larger than 64 MB.');
    if (!parts.ok) return sendProblem(response, 400, parts.problem.message);
    files.push(...parts.value);
  }
  const end = reader.end();
  if (!end.ok || files.length === 0) return sendProblem(response, 400, 'The body holds no complete part.');
  const stored: object[] = [];
  const refused: object[] = [];
  for (const bytes of files) {
    const file = readPart10(bytes);
    const target = file.ok ? file.value.attributes.text('StudyInstanceUID') : undefined;
    const fits = target !== undefined && (studyUid === undefined || studyUid === target);
    const reason = refuseAll
      ? processingFailure
      : !file.ok || !fits
        ? cannotUnderstand
        : mayStore(target)
          ? undefined
          : notAuthorized;
    const outcome = reason === undefined ? archive.put(bytes) : undefined;
    const reference = file.ok ? referenceOf(file.value.sopClassUid, file.value.sopInstanceUid) : {};
    if (outcome && 'stored' in outcome) stored.push(reference);
    else refused.push({ ...reference, [jsonTag('FailureReason')]: { vr: 'US', Value: [reason ?? cannotUnderstand] } });
  }
  sendJson(response, stored.length === 0 ? 409 : refused.length > 0 ? 202 : 200, {
    ...(stored.length > 0 ? { [jsonTag('ReferencedSOPSequence')]: { vr: 'SQ', Value: stored } } : {}),
    ...(refused.length > 0 ? { [jsonTag('FailedSOPSequence')]: { vr: 'SQ', Value: refused } } : {}),
  });
}

const referenceOf = (sopClassUid: string, sopInstanceUid: string) => ({
  [jsonTag('ReferencedSOPClassUID')]: { vr: 'UI', Value: [sopClassUid] },
  [jsonTag('ReferencedSOPInstanceUID')]: { vr: 'UI', Value: [sopInstanceUid] },
});
