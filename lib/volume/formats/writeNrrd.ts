import { gzipSync } from 'fflate';
import type { Volume } from '../volume';

const typeNames: Readonly<Record<string, string>> = {
  Int8Array: 'int8',
  Uint8Array: 'uint8',
  Int16Array: 'int16',
  Uint16Array: 'uint16',
  Int32Array: 'int32',
  Uint32Array: 'uint32',
  Float32Array: 'float',
  Float64Array: 'double',
};

/** A volume as an NRRD 4 file, gzip-compressed, in LPS. */
export function writeNrrd({ data, size, spacingMm, originLps, direction: d }: Volume): Uint8Array {
  const axis = (i: number) => `(${[d[i], d[3 + i], d[6 + i]].map((value) => value * spacingMm[i]).join(',')})`;
  const header = [
    'NRRD0004',
    `type: ${typeNames[data.constructor.name]}`,
    'dimension: 3',
    'space: left-posterior-superior',
    `sizes: ${size.join(' ')}`,
    `space directions: ${[0, 1, 2].map(axis).join(' ')}`,
    'kinds: domain domain domain',
    'endian: little',
    'encoding: gzip',
    `space origin: (${originLps.join(',')})`,
    '',
    '',
  ].join('\n');
  const head = new TextEncoder().encode(header);
  const body = gzipSync(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), { level: 3, mtime: 0 });
  const file = new Uint8Array(head.length + body.length);
  file.set(head);
  file.set(body, head.length);
  return file;
}
