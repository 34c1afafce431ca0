import type { DataSet } from 'dicom-parser';
import { textDecoderOf } from './characterSet';
import { dictionary, jsonTag, type Keyword } from './dictionary';

/**
 * Attributes of a data set by keyword, from a Part 10 file or from DICOM JSON alike. What is absent, empty or does not
 * parse as its kind is undefined (or an empty list of items); nothing is guessed.
 */
export interface AttributeReader {
  /** All values as text, trimmed. */
  texts(keyword: Keyword): readonly string[];
  text(keyword: Keyword): string | undefined;
  /** Undefined unless every value is a finite number. */
  numbers(keyword: Keyword): readonly number[] | undefined;
  number(keyword: Keyword): number | undefined;
  items(keyword: Keyword): readonly AttributeReader[];
}

const binaryReaders: Readonly<
  Record<string, readonly [bytes: number, read: 'uint16' | 'int16' | 'uint32' | 'int32' | 'float' | 'double']>
> = {
  US: [2, 'uint16'],
  SS: [2, 'int16'],
  UL: [4, 'uint32'],
  SL: [4, 'int32'],
  FL: [4, 'float'],
  FD: [8, 'double'],
};

/** Reads the data set of a parsed file. `root` supplies what nested items inherit: character set and signedness. */
export function dataSetReader(dataSet: DataSet, root: DataSet = dataSet): AttributeReader {
  const decoder = textDecoderOf(latin1Of(dataSet) ?? latin1Of(root));
  const texts = (keyword: Keyword): readonly string[] => {
    const bytes = bytesOf(dataSet, keyword);
    if (!bytes?.length) return [];
    const parts = decoder.decode(bytes).split('\\');
    return parts.map((part) => part.replace(/^[\s\0]+|[\s\0]+$/g, ''));
  };
  const numbers = (keyword: Keyword): readonly number[] | undefined => {
    const bytes = bytesOf(dataSet, keyword);
    if (!bytes?.length) return undefined;
    const vr = vrOf(dataSet, root, keyword);
    if (vr === 'AT') {
      const words = binaryNumbers(dataSet, keyword, 'US');
      const even = words.filter((_, i) => i % 2 === 0);
      return finite(even.map((group, i) => group * 0x10000 + words[2 * i + 1]));
    }
    if (vr in binaryReaders) return finite(binaryNumbers(dataSet, keyword, vr));
    return finite(texts(keyword).map((text) => (text === '' ? Number.NaN : Number(text))));
  };
  return {
    texts,
    text: (keyword) => texts(keyword)[0] || undefined,
    numbers,
    number: (keyword) => numbers(keyword)?.[0],
    items: (keyword) =>
      (dataSet.elements[parserTag(keyword)]?.items ?? []).flatMap((item) =>
        item.dataSet ? [dataSetReader(item.dataSet, root)] : [],
      ),
  };
}

function vrOf(dataSet: DataSet, root: DataSet, keyword: Keyword): string {
  const { vr: written } = dataSet.elements[parserTag(keyword)];
  const vr = written && written !== 'UN' ? written : dictionary[keyword][0];
  if (vr !== 'XS') return vr;
  return binaryNumbers(root, 'PixelRepresentation', 'US')[0] === 1 ? 'SS' : 'US';
}

/** The bytes of a value, never beyond the file: a damaged length may point there. */
function bytesOf({ elements, byteArray }: DataSet, keyword: Keyword): Uint8Array | undefined {
  const element = elements[parserTag(keyword)];
  return element && (byteArray as Uint8Array).subarray(element.dataOffset, element.dataOffset + element.length);
}

function binaryNumbers(dataSet: DataSet, keyword: Keyword, vr: string): readonly number[] {
  const [size, read] = binaryReaders[vr];
  const count = Math.floor((bytesOf(dataSet, keyword)?.length ?? 0) / size);
  return Array.from({ length: count }, (_, i) => dataSet[read](parserTag(keyword), i) ?? Number.NaN);
}

function latin1Of(dataSet: DataSet): string | undefined {
  const bytes = bytesOf(dataSet, 'SpecificCharacterSet');
  return bytes?.length ? String.fromCharCode(...bytes.subarray(0, 256)) : undefined;
}

/** One attribute of the DICOM JSON model (PS3.18 annex F). */
export interface JsonAttribute {
  readonly vr?: string;
  readonly Value?: readonly unknown[];
}

export type JsonDataSet = Readonly<Record<string, JsonAttribute | undefined>>;

/** Reads one data set of a QIDO answer or of /metadata. */
export function jsonReader(dataSet: JsonDataSet): AttributeReader {
  const values = (keyword: Keyword): readonly unknown[] => {
    const value = dataSet[jsonTag(keyword)]?.Value;
    return Array.isArray(value) ? value : [];
  };
  const texts = (keyword: Keyword): readonly string[] => values(keyword).map(textOfJson);
  const numbers = (keyword: Keyword): readonly number[] | undefined => {
    const found = values(keyword);
    return found.length === 0 ? undefined : finite(found.map((value) => (value === null ? Number.NaN : Number(value))));
  };
  return {
    texts,
    text: (keyword) => texts(keyword)[0] || undefined,
    numbers,
    number: (keyword) => numbers(keyword)?.[0],
    items: (keyword) => values(keyword).filter(isJsonDataSet).map(jsonReader),
  };
}

const isJsonDataSet = (value: unknown): value is JsonDataSet => typeof value === 'object' && value !== null;

function textOfJson(value: unknown): string {
  if (isJsonDataSet(value)) return String((value as { Alphabetic?: unknown }).Alphabetic ?? '').trim();
  return value === null || value === undefined ? '' : String(value).trim();
}

const finite = (numbers: readonly number[]): readonly number[] | undefined =>
  numbers.length > 0 && numbers.every(Number.isFinite) ? numbers : undefined;

const parserTag = (keyword: Keyword): string => `x${dictionary[keyword][1].toString(16).padStart(8, '0')}`;
