import type { Attributes, EncapsulatedPixels, PixelDataValue } from './attributes';
import { type DictionaryVr, dictionary, type Keyword } from './dictionary';
import { explicitLittleEndian } from './transferSyntax';
import { implementation } from './uid';
import { valueBytes } from './valueBytes';

/**
 * A DICOM Part 10 file: preamble, file meta information and the data set in Explicit VR Little Endian, in tag order
 * (PS3.10 section 7, PS3.5 section 7.1.2). Text is written as UTF-8 and says so when it is not ASCII.
 *
 * @param attributes needs SOPClassUID and SOPInstanceUID; a missing one is a caller's bug and throws.
 * @param transferSyntaxUid how PixelData is encoded; its bytes are written as given.
 */
export function writePart10(attributes: Attributes, transferSyntaxUid: string = explicitLittleEndian): Uint8Array {
  const characterSet = hasNonAscii(attributes) ? { SpecificCharacterSet: 'ISO_IR 192' } : {};
  return concatenate([
    ...fileMetaChunks(attributes, transferSyntaxUid),
    ...dataSetChunks({ ...attributes, ...characterSet }),
  ]);
}

/**
 * The same file with its pixels stored in another way: everything up to PixelData, which must come last, is kept byte
 * for byte. The file must be in Explicit VR Little Endian, as written here.
 */
export function withPixelData(
  file: Uint8Array,
  at: PixelDataPlace,
  transferSyntaxUid: string,
  pixels: PixelDataValue,
): Uint8Array {
  return concatenate([
    ...fileMetaChunks(at, transferSyntaxUid),
    file.subarray(at.dataSetOffset, at.pixelDataOffset),
    ...pixelDataChunks(dictionary.PixelData[1], pixels),
  ]);
}

/** Where a file's data set and its PixelData element start, and which instance it is. */
export interface PixelDataPlace {
  readonly SOPClassUID: string;
  readonly SOPInstanceUID: string;
  readonly dataSetOffset: number;
  readonly pixelDataOffset: number;
}

function fileMetaChunks({ SOPClassUID, SOPInstanceUID }: Attributes, transferSyntaxUid: string): Uint8Array[] {
  if (!SOPClassUID || !SOPInstanceUID) throw new Error('a DICOM file needs SOPClassUID and SOPInstanceUID');
  const meta = dataSetChunks({
    FileMetaInformationVersion: Uint8Array.of(0, 1),
    MediaStorageSOPClassUID: SOPClassUID,
    MediaStorageSOPInstanceUID: SOPInstanceUID,
    TransferSyntaxUID: transferSyntaxUid,
    ImplementationClassUID: implementation.classUid,
    ImplementationVersionName: implementation.versionName,
  });
  const preamble = new Uint8Array(132);
  preamble.set([0x44, 0x49, 0x43, 0x4d], 128);
  const groupLength = dataSetChunks({ FileMetaInformationGroupLength: 0 }, lengthOf(meta));
  return [preamble, ...groupLength, ...meta];
}

const longFormVrs = new Set(['OB', 'OW', 'OV', 'SQ', 'UC', 'UR', 'UT', 'UN']);

function dataSetChunks(attributes: Attributes, metaLength?: number): Uint8Array[] {
  const signed = attributes.PixelRepresentation === 1;
  return (Object.keys(attributes) as Keyword[])
    .filter((keyword) => attributes[keyword] !== undefined)
    .sort((a, b) => dictionary[a][1] - dictionary[b][1])
    .flatMap((keyword) => {
      const [vr, tag] = dictionary[keyword];
      const value = attributes[keyword];
      if (keyword === 'FileMetaInformationGroupLength') return element(tag, vr, [uint32(metaLength ?? 0)]);
      if (vr === 'OX') return pixelDataChunks(tag, value as PixelDataValue);
      if (vr === 'SQ') return element(tag, vr, (value as readonly Attributes[]).flatMap(itemChunks));
      const written = vr === 'XS' ? (signed ? 'SS' : 'US') : vr;
      return element(tag, written, [valueBytes(written, value)]);
    });
}

function itemChunks(item: Attributes): Uint8Array[] {
  const content = dataSetChunks(item);
  return [itemHeader(0xe000, lengthOf(content)), ...content];
}

function pixelDataChunks(tag: number, value: PixelDataValue): Uint8Array[] {
  if ('fragments' in value) return encapsulatedChunks(tag, value);
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const padding = bytes.length % 2 === 1 ? [new Uint8Array(1)] : [];
  return element(tag, value instanceof Uint8Array ? 'OB' : 'OW', [bytes, ...padding]);
}

/** Undefined length, an empty basic offset table, one item per fragment, sequence delimiter (PS3.5 A.4). */
function encapsulatedChunks(tag: number, { fragments }: EncapsulatedPixels): Uint8Array[] {
  const items = fragments.flatMap((fragment) => {
    const odd = fragment.length % 2;
    return [itemHeader(0xe000, fragment.length + odd), fragment, new Uint8Array(odd)];
  });
  return [header(tag, 'OB', 0xffffffff), itemHeader(0xe000, 0), ...items, itemHeader(0xe0dd, 0)];
}

function element(tag: number, vr: string, content: readonly Uint8Array[]): Uint8Array[] {
  return [header(tag, vr as DictionaryVr, lengthOf(content)), ...content];
}

function header(tag: number, vr: string, length: number): Uint8Array {
  const long = longFormVrs.has(vr);
  if (!long && length > 0xffff) throw new RangeError(`${vr} value of ${length} bytes is longer than its length field`);
  const bytes = new Uint8Array(long ? 12 : 8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  bytes.set([vr.charCodeAt(0), vr.charCodeAt(1)], 4);
  if (long) view.setUint32(8, length, true);
  else view.setUint16(6, length, true);
  return bytes;
}

function itemHeader(elementNumber: number, length: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, elementNumber, true);
  view.setUint32(4, length, true);
  return bytes;
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function hasNonAscii(attributes: Attributes): boolean {
  return Object.values(attributes).some((value) => {
    if (typeof value === 'string') return [...value].some((character) => character > '\u007e');
    if (!Array.isArray(value)) return false;
    return value.some((member) =>
      typeof member === 'object' ? hasNonAscii(member) : hasNonAscii({ CodeMeaning: String(member) }),
    );
  });
}

const lengthOf = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0);

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lengthOf(chunks));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
