import { gunzipSync } from 'fflate';
import { ok, type Result } from '@/lib/core/result';
import { identityDirection, type Matrix3, type Triple, type Volume } from '../volume';
import { invalidHeader, truncated, unsupported, type VolumeFileProblem } from './fileProblem';
import { decodeVoxels, type StoredType } from './voxelBytes';

/** Names of the voxel types in the NRRD format definition, section "type". */
const typeNames: Readonly<Record<string, StoredType>> = {
  'signed char': 'int8',
  int8: 'int8',
  int8_t: 'int8',
  uchar: 'uint8',
  'unsigned char': 'uint8',
  uint8: 'uint8',
  uint8_t: 'uint8',
  short: 'int16',
  'short int': 'int16',
  'signed short': 'int16',
  'signed short int': 'int16',
  int16: 'int16',
  int16_t: 'int16',
  ushort: 'uint16',
  'unsigned short': 'uint16',
  'unsigned short int': 'uint16',
  uint16: 'uint16',
  uint16_t: 'uint16',
  int: 'int32',
  'signed int': 'int32',
  int32: 'int32',
  int32_t: 'int32',
  uint: 'uint32',
  'unsigned int': 'uint32',
  uint32: 'uint32',
  uint32_t: 'uint32',
  longlong: 'int64',
  'long long': 'int64',
  'long long int': 'int64',
  'signed long long': 'int64',
  int64: 'int64',
  int64_t: 'int64',
  ulonglong: 'uint64',
  'unsigned long long': 'uint64',
  'unsigned long long int': 'uint64',
  uint64: 'uint64',
  uint64_t: 'uint64',
  float: 'float32',
  double: 'float64',
};

/** Signs that turn the file's space into LPS. */
const toLps: Readonly<Record<string, Triple>> = {
  'left-posterior-superior': [1, 1, 1],
  lps: [1, 1, 1],
  'right-anterior-superior': [-1, -1, 1],
  ras: [-1, -1, 1],
  'left-anterior-superior': [1, -1, 1],
  las: [1, -1, 1],
};

export const isNrrd = (bytes: Uint8Array): boolean =>
  bytes.length > 8 && String.fromCharCode(...bytes.subarray(0, 7)) === 'NRRD000';

/**
 * A three-dimensional NRRD image with attached data, raw or gzip (format definition: teem.sourceforge.net/nrrd).
 * Voxels stay in file order; the spacing is the length of each space direction, as ITK takes it.
 */
export function readNrrd(bytes: Uint8Array): Result<Volume, VolumeFileProblem> {
  const header = readHeader(bytes);
  if (!header) return truncated('The NRRD header has no blank line at its end.');
  const { fields, dataStart } = header;

  if (fields.has('data file') || fields.has('datafile'))
    return unsupported('The NRRD header points to a separate data file.', 'Save it as one attached .nrrd file.');
  const sizes = numbers(fields.get('sizes'));
  if (fields.get('dimension') !== '3' || sizes.length !== 3)
    return unsupported(
      `The NRRD image has dimension ${fields.get('dimension') ?? 'unknown'} with sizes "${fields.get('sizes') ?? ''}".`,
      'Save one three-dimensional scalar image.',
    );
  if (sizes.some((size) => !(Number.isInteger(size) && size > 0)))
    return invalidHeader(`NRRD sizes are "${fields.get('sizes')}"; whole numbers above 0 are expected.`);
  const type = typeNames[fields.get('type') ?? ''];
  if (!type) return unsupported(`NRRD voxels are of type "${fields.get('type')}".`, 'Save integers or floats.');

  const geometry = readGeometry(fields);
  if (!geometry.ok) return geometry;
  const raw = decompress(bytes.subarray(dataStart), fields.get('encoding') ?? 'unknown');
  if (!raw.ok) return raw;
  const data = decodeVoxels(raw.value, type, sizes[0] * sizes[1] * sizes[2], fields.get('endian') !== 'big');
  return data.ok ? ok({ data: data.value, size: triple(sizes), ...geometry.value }) : data;
}

function readHeader(bytes: Uint8Array): { fields: Map<string, string>; dataStart: number } | undefined {
  const fields = new Map<string, string>();
  let lineStart = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 10) continue;
    const line = new TextDecoder('latin1').decode(bytes.subarray(lineStart, at)).replace(/\r$/, '');
    lineStart = at + 1;
    if (line === '') return { fields, dataStart: lineStart };
    const [, key, value] = /^([^#:=]+):\s(.*)$/.exec(line) ?? [];
    if (key) fields.set(key.trim().toLowerCase(), value.trim());
  }
  return undefined;
}

function readGeometry(fields: Map<string, string>): Result<Omit<Volume, 'data' | 'size'>, VolumeFileProblem> {
  const vectors = [...(fields.get('space directions') ?? '').matchAll(/\(([^)]*)\)/g)].map((match) =>
    numbers(match[1]),
  );
  const origin = numbers((fields.get('space origin') ?? '(0,0,0)').replace(/[()]/g, ''));
  if (vectors.length === 0) {
    const spacing = numbers(fields.get('spacings'));
    if (spacing.length !== 3 || spacing.some((step) => !(step > 0)))
      return invalidHeader(
        `NRRD spacings are "${fields.get('spacings') ?? 'absent'}"; three values above 0 are expected.`,
      );
    return ok({ spacingMm: triple(spacing), originLps: [0, 0, 0], direction: identityDirection });
  }
  const space = (fields.get('space') ?? 'left-posterior-superior').toLowerCase();
  const signs = toLps[space];
  if (!signs) return unsupported(`The NRRD space is "${space}".`, 'Save it in left-posterior-superior space.');
  if (vectors.length !== 3 || vectors.some((vector) => vector.length !== 3) || origin.length !== 3)
    return invalidHeader(`NRRD space directions are "${fields.get('space directions')}".`);
  const lengths = vectors.map((vector) =>
    Math.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]),
  );
  if (
    lengths.some((length) => !(length > 0 && Number.isFinite(length))) ||
    origin.some((value) => !Number.isFinite(value))
  )
    return invalidHeader(
      `NRRD space directions are "${fields.get('space directions')}"; lengths above 0 are expected.`,
    );
  const cell = (row: number, axis: number) => (signs[row] * vectors[axis][row]) / lengths[axis];
  const direction = [0, 1, 2].flatMap((row) => [0, 1, 2].map((axis) => cell(row, axis)));
  return ok({
    spacingMm: triple(lengths),
    originLps: triple(origin.map((value, row) => signs[row] * value)),
    direction: direction as unknown as Matrix3,
  });
}

function decompress(data: Uint8Array, encoding: string): Result<Uint8Array, VolumeFileProblem> {
  if (encoding === 'raw') return ok(data);
  if (encoding !== 'gzip' && encoding !== 'gz')
    return unsupported(`The NRRD encoding is "${encoding}".`, 'Save it with encoding raw or gzip.');
  try {
    return ok(gunzipSync(data));
  } catch (cause) {
    return truncated(
      `The gzip data of the NRRD file cannot be read: ${cause instanceof Error ? cause.message : cause}.`,
    );
  }
}

const numbers = (text = ''): number[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);

const triple = (values: readonly number[]): Triple => [values[0], values[1], values[2]];
