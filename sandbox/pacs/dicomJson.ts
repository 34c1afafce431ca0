import type { DataSet, Element } from 'dicom-parser';
import dicomParser from 'dicom-parser';
import { dictionary } from '@/lib/dicom/dictionary';

interface JsonElement {
  vr: string;
  Value?: unknown[];
  BulkDataURI?: string;
}

export type DicomJson = Record<string, JsonElement>;

const vrByTag = new Map<number, string>(Object.values(dictionary).map(([vr, tag]) => [tag, vr]));
const numeric: Readonly<
  Record<string, readonly [bytes: number, read: 'uint16' | 'int16' | 'uint32' | 'int32' | 'float' | 'double']>
> = {
  US: [2, 'uint16'],
  SS: [2, 'int16'],
  UL: [4, 'uint32'],
  SL: [4, 'int32'],
  FL: [4, 'float'],
  FD: [8, 'double'],
};
const binary = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN', 'OX']);

/** The DICOM JSON model of a file (PS3.18 annex F), without file meta information; pixel data becomes a bulk data link. */
export function dicomJson(bytes: Uint8Array, bulkDataUri: string): DicomJson {
  return ofDataSet(dicomParser.parseDicom(bytes), bulkDataUri);
}

function ofDataSet(dataSet: DataSet, bulkDataUri: string): DicomJson {
  const json: DicomJson = {};
  for (const [key, element] of Object.entries(dataSet.elements)) {
    const tag = Number.parseInt(key.slice(1), 16);
    if (tag >>> 16 === 2 || (tag & 0xffff) === 0) continue;
    json[key.slice(1).toUpperCase()] = ofElement(dataSet, key, tag, element, bulkDataUri);
  }
  return json;
}

function ofElement(dataSet: DataSet, key: string, tag: number, element: Element, bulkDataUri: string): JsonElement {
  const listed = element.vr ?? vrByTag.get(tag) ?? 'UN';
  const vr = listed === 'XS' ? (dataSet.uint16('x00280103') === 1 ? 'SS' : 'US') : listed === 'OX' ? 'OW' : listed;
  if (vr === 'SQ')
    return {
      vr,
      Value: (element.items ?? []).map((item) => (item.dataSet ? ofDataSet(item.dataSet, bulkDataUri) : {})),
    };
  if (binary.has(vr)) return tag === dictionary.PixelData[1] ? { vr, BulkDataURI: bulkDataUri } : { vr };
  if (element.length === 0) return { vr };
  return { vr, Value: values(dataSet, key, vr, element) };
}

function values(dataSet: DataSet, key: string, vr: string, element: Element): unknown[] {
  const layout = numeric[vr];
  if (layout) return Array.from({ length: element.length / layout[0] }, (_, i) => dataSet[layout[1]](key, i));
  if (vr === 'AT') {
    const hex = (i: number) => (dataSet.uint16(key, i) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return Array.from({ length: element.length / 4 }, (_, i) => hex(2 * i) + hex(2 * i + 1));
  }
  const raw = dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  const text = new TextDecoder().decode(raw).replace(/[\s\0]+$/, '');
  const parts = (['LT', 'ST', 'UT', 'UR'].includes(vr) ? [text] : text.split('\\')).map((part) => part.trim());
  if (vr === 'PN') return parts.map((Alphabetic) => ({ Alphabetic }));
  return vr === 'DS' || vr === 'IS' ? parts.map((part) => (part === '' ? null : Number(part))) : parts;
}
