import { ok, type Result } from '@/lib/core/result';
import { nativeFrameBytes, type PixelFormat } from './pixelFormat';
import { type DicomProblem, dicomFailure } from './problem';
import type { DicomFile } from './readPart10';

/** The bytes of each frame of a file, still encoded. Views wherever possible, so that nothing large is copied twice. */
export function encodedFrames(file: DicomFile, format: PixelFormat): Result<readonly Uint8Array[], DicomProblem> {
  const element = file.pixelData;
  if (!element) return dicomFailure('pixel-data-missing', 'The DICOM file holds no pixel data.');
  if (file.transferSyntax.codec === 'native') {
    if (element.fragments)
      return dicomFailure('pixel-data-invalid', 'The file claims uncompressed pixels but holds fragments.');
    return nativeFrames(file.bytes.subarray(element.dataOffset, element.dataOffset + element.length), format);
  }
  if (!element.fragments?.length)
    return dicomFailure('pixel-data-invalid', 'The file claims compressed pixels but holds no fragment.');
  const fragments = element.fragments.map(({ position, length }) => file.bytes.subarray(position, position + length));
  const groups = groupFragments(
    fragments,
    element.fragments.map(({ offset }) => offset),
    element.basicOffsetTable ?? [],
    format,
  );
  if (groups) return ok(groups.map(join));
  return dicomFailure(
    'pixel-data-invalid',
    `${fragments.length} compressed fragments cannot be assigned to ${format.frameCount} frames.`,
  );
}

function nativeFrames(bytes: Uint8Array, format: PixelFormat): Result<readonly Uint8Array[], DicomProblem> {
  const frameBytes = nativeFrameBytes(format);
  const expected = Math.ceil(frameBytes * format.frameCount);
  if (bytes.length < expected || bytes.length > expected + 1) {
    return dicomFailure('pixel-data-invalid', `The pixel data has ${bytes.length} bytes; ${expected} were expected.`);
  }
  if (format.bitsAllocated === 1) return ok([bytes]);
  return ok(Array.from({ length: format.frameCount }, (_, i) => bytes.subarray(i * frameBytes, (i + 1) * frameBytes)));
}

/** Fragments of each frame (PS3.5 A.4): all to the one frame, one each, or as the basic offset table says. */
function groupFragments(
  fragments: readonly Uint8Array[],
  offsets: readonly number[],
  offsetTable: readonly number[],
  { frameCount }: PixelFormat,
): readonly (readonly Uint8Array[])[] | undefined {
  if (frameCount === 1) return [fragments];
  if (fragments.length === frameCount) return fragments.map((fragment) => [fragment]);
  if (offsetTable.length !== frameCount) return undefined;
  const starts = offsetTable.map((offset) => offsets.indexOf(offset));
  const ordered = starts.every((start, i) => start >= 0 && (i === 0 ? start === 0 : start > starts[i - 1]));
  return ordered ? starts.map((start, i) => fragments.slice(start, starts[i + 1])) : undefined;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
