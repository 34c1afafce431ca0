import type { DataSet, Element } from 'dicom-parser';
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
  const decoder = textDecoderOf(dataSet.string('x00080005') ?? root.string('x00080005'));
  const elementOf = (keyword: Keyword): Element | undefined => dataSet.elements[parserTag(keyword)];
  const vrOf = (keyword: Keyword, element: Element): string => {
    const listed = dictionary[keyword][0];
    const vr = element.vr && element.vr !== 'UN' ? element.vr : listed;
    if (vr !== 'XS') return vr;
    return root.uint16('x00280103') === 1 ? 'SS' : 'US';
  };
  const texts = (keyword: Keyword): readonly string[] => {
    const element = elementOf(keyword);
    if (!element || element.length === 0) return [];
    const bytes = dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
    const parts = decoder.decode(bytes).split('\\');
    return parts.map((part) => part.replace(/^[\s\0]+|[\s\0]+$/g, ''));
  };
  const numbers = (keyword: Keyword): readonly number[] | undefined => {
    const element = elementOf(keyword);
    if (!element || element.length === 0) return undefined;
    const vr = vrOf(keyword, element);
    const tag = parserTag(keyword);
    if (vr === 'AT') {
      const pairs = Array.from({ length: element.length / 2 }, (_, i) => dataSet.uint16(tag, i) ?? Number.NaN);
      return finite(pairs.filter((_, i) => i % 2 === 0).map((group, i) => group * 0x10000 + pairs[2 * i + 1]));
    }
    const binary = binaryReaders[vr];
    if (!binary) return finite(texts(keyword).map((text) => (text === '' ? Number.NaN : Number(text))));
    const [size, read] = binary;
    const count = Math.floor(element.length / size);
    return finite(Array.from({ length: count }, (_, i) => dataSet[read](tag, i) ?? Number.NaN));
  };
  return {
    texts,
    text: (keyword) => texts(keyword)[0] || undefined,
    numbers,
    number: (keyword) => numbers(keyword)?.[0],
    items: (keyword) =>
      (elementOf(keyword)?.items ?? []).flatMap((item) => (item.dataSet ? [dataSetReader(item.dataSet, root)] : [])),
  };
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
