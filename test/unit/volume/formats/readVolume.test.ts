import { gzipSync } from 'fflate';
import type { Result } from '@/lib/core/result';
import { orThrow } from '@/lib/core/result';
import { readVolume } from '@/lib/volume/formats/readVolume';
import type { Volume } from '@/lib/volume/volume';

const voxels = Int16Array.from({ length: 24 }, (_, i) => 10 * i - 1000);

function concat(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const nrrdHeader = (changes: Record<string, string> = {}) => {
  const fields = {
    type: 'short',
    dimension: '3',
    space: 'left-posterior-superior',
    sizes: '2 3 4',
    'space directions': '(0.5,0,0) (0,0,2) (0,-3,0)',
    endian: 'little',
    encoding: 'raw',
    'space origin': '(-10,20,30.5)',
    ...changes,
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return new TextEncoder().encode(`NRRD0004\n# a comment: ignored\n${lines.join('\n')}\n\n`);
};

const nrrd = (changes?: Record<string, string>, data = new Uint8Array(voxels.buffer)) =>
  concat(nrrdHeader(changes), data);

interface NiftiChanges {
  readonly littleEndian?: boolean;
  readonly dim?: readonly number[];
  readonly datatype?: number;
  readonly pixdim?: readonly number[];
  readonly slope?: number;
  readonly intercept?: number;
  readonly qform?: readonly [code: number, b: number, c: number, d: number, x: number, y: number, z: number];
  readonly sform?: readonly number[];
  readonly magic?: string;
}

function nifti(changes: NiftiChanges = {}): Uint8Array {
  const bytes = new Uint8Array(352 + voxels.byteLength);
  const header = new DataView(bytes.buffer);
  const little = changes.littleEndian ?? true;
  header.setInt32(0, 348, little);
  (changes.dim ?? [3, 2, 3, 4]).forEach((size, i) => {
    header.setInt16(40 + 2 * i, size, little);
  });
  header.setInt16(70, changes.datatype ?? 4, little);
  (changes.pixdim ?? [1, 0.5, 2, 3]).forEach((step, i) => {
    header.setFloat32(76 + 4 * i, step, little);
  });
  header.setFloat32(108, 352, little);
  header.setFloat32(112, changes.slope ?? 1, little);
  header.setFloat32(116, changes.intercept ?? 0, little);
  if (changes.qform) {
    header.setInt16(252, changes.qform[0], little);
    changes.qform.slice(1).forEach((value, i) => {
      header.setFloat32(256 + 4 * i, value, little);
    });
  }
  if (changes.sform) {
    header.setInt16(254, 1, little);
    changes.sform.forEach((value, i) => {
      header.setFloat32(280 + 4 * i, value, little);
    });
  }
  bytes.set(new TextEncoder().encode(`${changes.magic ?? 'n+1'}\0`), 344);
  voxels.forEach((value, i) => {
    header.setInt16(352 + 2 * i, value, little);
  });
  return bytes;
}

const codeOf = (result: Result<Volume>) => (result.ok ? 'read' : result.problem.code);

describe('A NRRD file', () => {
  it('keeps its voxels in file order and its type', () => {
    const volume = orThrow(readVolume(nrrd()));
    expect(volume.data).toEqual(voxels);
    expect(volume.size).toEqual([2, 3, 4]);
  });

  it('has as spacing the length of each space direction, and unit vectors as direction', () => {
    const volume = orThrow(readVolume(nrrd()));
    expect(volume.spacingMm).toEqual([0.5, 2, 3]);
    expect(volume.originLps).toEqual([-10, 20, 30.5]);
    expect(volume.direction).toEqual([1, 0, 0, 0, 0, -1, 0, 1, 0]);
  });

  it('is turned into LPS when it says RAS', () => {
    const volume = orThrow(readVolume(nrrd({ space: 'right-anterior-superior' })));
    expect(volume.originLps).toEqual([10, -20, 30.5]);
    expect(volume.direction.map((cosine) => cosine + 0)).toEqual([-1, 0, 0, 0, 0, 1, 0, 1, 0]);
  });

  it('may be gzipped inside and big-endian', () => {
    const swapped = new Uint8Array(voxels.buffer.slice(0));
    for (let i = 0; i < swapped.length; i += 2) swapped.subarray(i, i + 2).reverse();
    const volume = orThrow(readVolume(nrrd({ endian: 'big', encoding: 'gzip' }, gzipSync(swapped))));
    expect(volume.data).toEqual(voxels);
  });

  it('with 64-bit labels is read as 32-bit ones', () => {
    const labels = new BigInt64Array(24).fill(22n);
    const volume = orThrow(readVolume(nrrd({ type: 'int64' }, new Uint8Array(labels.buffer))));
    expect(volume.data).toEqual(new Int32Array(24).fill(22));
  });

  it.each([
    ['cut off in its voxels', nrrd().subarray(0, -1), 'file-truncated'],
    ['cut off in its header', nrrdHeader().subarray(0, 60), 'file-truncated'],
    [
      'cut off in its gzip stream',
      nrrd({ encoding: 'gzip' }, gzipSync(voxels as never).subarray(0, 20)),
      'file-truncated',
    ],
    ['with detached data', nrrd({ 'data file': 'x.raw' }), 'file-unsupported'],
    ['with four axes', nrrd({ dimension: '4', sizes: '2 3 4 5' }), 'file-unsupported'],
    ['with an unknown type', nrrd({ type: 'block' }), 'file-unsupported'],
    ['with an unknown encoding', nrrd({ encoding: 'bzip2' }), 'file-unsupported'],
    ['with an unknown space', nrrd({ space: 'scanner-xyz' }), 'file-unsupported'],
    ['with a size of 0', nrrd({ sizes: '2 0 4' }), 'file-header-invalid'],
    ['with a zero direction', nrrd({ 'space directions': '(0,0,0) (0,0,2) (0,-3,0)' }), 'file-header-invalid'],
    ['without any spacing', nrrd({ 'space directions': 'none' }), 'file-header-invalid'],
    [
      'with a label beyond 32 bits',
      nrrd({ type: 'uint64' }, new Uint8Array(new BigUint64Array(24).fill(1n << 40n).buffer)),
      'file-unsupported',
    ],
  ])('%s is refused with one code', (_, bytes, code) => {
    expect(codeOf(readVolume(bytes))).toBe(code);
  });
});

describe('A NIfTI file', () => {
  it.each([true, false])('is read in either byte order (little-endian: %s)', (littleEndian) => {
    const volume = orThrow(readVolume(nifti({ littleEndian })));
    expect(volume.data).toEqual(voxels);
    expect(volume.size).toEqual([2, 3, 4]);
    expect(volume.spacingMm).toEqual([0.5, 2, 3]);
  });

  it('may be gzipped whole', () => {
    expect(orThrow(readVolume(gzipSync(nifti()))).data).toEqual(voxels);
  });

  it('turns the RAS q-form into LPS', () => {
    // A quarter turn about z: the file's x axis points to anterior, its y axis to the left.
    const half = Math.SQRT1_2;
    const volume = orThrow(readVolume(nifti({ qform: [1, 0, 0, half, 5, 6, 7] })));
    expect(volume.originLps).toEqual([-5, -6, 7]);
    const expected = [0, 1, 0, -1, 0, 0, 0, 0, 1];
    volume.direction.forEach((cosine, i) => {
      expect(cosine).toBeCloseTo(expected[i], 6);
    });
  });

  it('with negative handedness in pixdim[0] turns its z axis over', () => {
    const volume = orThrow(readVolume(nifti({ pixdim: [-1, 1, 1, 1], qform: [1, 0, 0, 0, 0, 0, 0] })));
    expect(volume.direction[8]).toBe(-1);
  });

  it('falls back on the s-form', () => {
    const volume = orThrow(readVolume(nifti({ sform: [0.5, 0, 0, 1, 0, 2, 0, 2, 0, 0, 3, 3] })));
    expect(volume.originLps).toEqual([-1, -2, 3]);
    expect(volume.direction).toEqual([-1, 0, 0, 0, -1, 0, 0, 0, 1]);
  });

  it('with a slope and an intercept holds rescaled 32-bit floats', () => {
    const volume = orThrow(readVolume(nifti({ slope: 0.5, intercept: 3 })));
    expect(volume.data).toBeInstanceOf(Float32Array);
    expect(volume.data[1]).toBe(-492);
  });

  it.each<[string, Uint8Array, string]>([
    ['cut off in its voxels', nifti().subarray(0, 360), 'file-truncated'],
    ['cut off in its header', nifti().subarray(0, 100), 'file-truncated'],
    ['cut off in its gzip stream', gzipSync(nifti()).subarray(0, 60), 'file-truncated'],
    ['with several time points', nifti({ dim: [4, 2, 3, 2, 2] }), 'file-unsupported'],
    ['with complex voxels', nifti({ datatype: 32 }), 'file-unsupported'],
    ['with a separate image file', nifti({ magic: 'ni1' }), 'file-unsupported'],
    ['with a spacing of 0', nifti({ pixdim: [1, 0.5, 0, 3] }), 'file-header-invalid'],
    ['with a negative size', nifti({ dim: [3, 2, -3, 4] }), 'file-header-invalid'],
  ])('%s is refused with one code', (_, bytes, code) => {
    expect(codeOf(readVolume(bytes))).toBe(code);
  });
});

it('Anything else is refused as neither NRRD nor NIfTI', () => {
  expect(codeOf(readVolume(new TextEncoder().encode('not an image')))).toBe('file-unrecognised');
  expect(codeOf(readVolume(new Uint8Array(0)))).toBe('file-unrecognised');
});
