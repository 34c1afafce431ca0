import dicomParser, { type DataSet, type Element } from 'dicom-parser';
import { Inflate } from 'fflate';
import { ok, type Result } from '@/lib/core/result';
import { type AttributeReader, dataSetReader } from './attributeReader';
import { type DicomProblem, dicomFailure } from './problem';
import { type TransferSyntax, transferSyntaxOf } from './transferSyntax';

/** A parsed file; `bytes` is the data set's buffer, which for a deflated file is the inflated one. */
export interface DicomFile {
  readonly bytes: Uint8Array;
  readonly transferSyntax: TransferSyntax;
  readonly attributes: AttributeReader;
  readonly pixelData?: Element;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
}

/** A multi-frame CT of some 2,000 slices; more in one instance is refused before memory runs out. */
const maxInflatedBytes = 1 << 30;

/**
 * Parses a DICOM Part 10 file (PS3.10 section 7). Pixel data is located, not copied. Refuses what is not a Part 10 file,
 * breaks off, names no instance, or is stored in a transfer syntax that cannot be decoded here.
 */
export function readPart10(bytes: Uint8Array): Result<DicomFile, DicomProblem> {
  if (bytes.length < 136 || String.fromCharCode(...bytes.subarray(128, 132)) !== 'DICM') {
    return dicomFailure(
      'not-dicom',
      `The ${bytes.length} bytes received are not a DICOM file: "DICM" is not at byte 128.`,
    );
  }
  let dataSet: DataSet;
  try {
    dataSet = dicomParser.parseDicom(bytes, { inflater: inflateAfter } as dicomParser.ParseDicomOptions);
  } catch (error) {
    return dicomFailure('malformed', `The DICOM file breaks off or is malformed: ${reasonOf(error)}.`);
  }
  const syntax = transferSyntaxOf(dataSet.string('x00020010') ?? '');
  if (!syntax.ok) return syntax;
  const attributes = dataSetReader(dataSet);
  const sopClassUid = attributes.text('SOPClassUID');
  const sopInstanceUid = attributes.text('SOPInstanceUID');
  if (!sopClassUid || !sopInstanceUid) {
    return dicomFailure(
      'attribute-missing',
      'The DICOM file does not say which instance it is (SOP Class or Instance UID).',
    );
  }
  return ok({
    bytes: dataSet.byteArray as Uint8Array,
    transferSyntax: syntax.value,
    attributes,
    pixelData: dataSet.elements.x7fe00010,
    sopClassUid,
    sopInstanceUid,
  });
}

/** dicom-parser throws strings, or objects that hold one; its texts name tags and offsets, never values. */
function reasonOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (error instanceof Error) return error.message;
  const inner = (error as { exception?: unknown } | null)?.exception;
  return inner === undefined ? 'unknown fault' : reasonOf(inner);
}

/** Keeps the header up to `position` and inflates the rest (PS3.5 A.5), up to a limit. */
function inflateAfter(bytes: Uint8Array, position: number): Uint8Array {
  const chunks: Uint8Array[] = [bytes.subarray(0, position)];
  let length = position;
  const inflate = new Inflate((chunk) => {
    length += chunk.length;
    if (length > maxInflatedBytes) throw new Error('the deflated data set is too large');
    chunks.push(chunk);
  });
  inflate.push(bytes.subarray(position), true);
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
