import 'server-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { readPart10 } from '@/lib/dicom/readPart10';
import { sopClass } from '@/lib/dicom/uid';
import { boundaryOf, createMultipartReader } from '@/lib/dicomweb/multipart';

type StoreProblem = Problem<'too-large' | 'not-multipart' | 'not-a-segmentation' | 'other-study'>;

/**
 * Reads the body of a store request, the one kind that is not streamed: what is stored must be segmentations of the very
 * study that access was confirmed for, and that is known only when it has been read.
 */
export async function checkedStoreBody(
  request: Request,
  studyUid: string,
  maxBytes: number,
): Promise<Result<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly contentType: string }, StoreProblem>> {
  const boundary = boundaryOf(request.headers.get('content-type') ?? '');
  if (boundary === undefined || !/^[\w'()+,\-./:=? ]+$/.test(boundary))
    return refused('not-multipart', 'The body is not multipart/related.');
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    length += piece.value.length;
    if (length > maxBytes) {
      await reader?.cancel().catch(() => undefined);
      return refused('too-large', `The body is larger than ${maxBytes} bytes.`);
    }
    chunks.push(piece.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  const multipart = createMultipartReader(boundary);
  const parts = multipart.push(bytes);
  const end = multipart.end();
  if (!parts.ok || !end.ok || parts.value.length === 0)
    return refused('not-multipart', 'The body is not a complete multipart message.');
  for (const part of parts.value) {
    const file = readPart10(part);
    if (
      !file.ok ||
      (file.value.sopClassUid !== sopClass.segmentation && file.value.sopClassUid !== sopClass.labelMapSegmentation)
    ) {
      return refused('not-a-segmentation', 'Only DICOM segmentations can be stored.');
    }
    if (file.value.attributes.text('StudyInstanceUID') !== studyUid)
      return refused('other-study', 'The segmentation belongs to another study.');
  }
  return ok({ bytes, contentType: `multipart/related; type="application/dicom"; boundary="${boundary}"` });
}

const refused = (code: StoreProblem['code'], message: string) =>
  fail<StoreProblem>({ code, message, remedy: 'Send one segmentation of this study.' });
