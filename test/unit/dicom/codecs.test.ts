import { readFileSync } from 'node:fs';
import dicomParser from 'dicom-parser';
import fc from 'fast-check';
import { orThrow } from '@/lib/core/result';
import type { Attributes } from '@/lib/dicom/attributes';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { decodeRle, encodeRle } from '@/lib/dicom/codecs/rle';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { writePart10 } from '@/lib/dicom/writePart10';
import { type Compression, compress } from '@/sandbox/pacs/compress';
import { ctSeriesFiles, ctSliceAttributes, fixtureGeometry } from '../../support/ctFixture';

const decoder = createFrameDecoder();
const geometry = { ...fixtureGeometry, size: [40, 24, 3] as const };
const valuesOf = async (files: readonly Uint8Array[]) => [...orThrow(await seriesToVolume(files, decoder)).volume.data];

const layouts: readonly (readonly [string, Attributes])[] = [
  ['signed 16 bit', {}],
  ['signed 12 bit', { BitsStored: 12, HighBit: 11 }],
  ['unsigned 12 bit', { BitsStored: 12, HighBit: 11, PixelRepresentation: 0 }],
];
const compressions: readonly Compression[] = ['rle', 'jpeg-ls', 'jpeg-2000', 'htj2k'];

/** The file with other values in Rows and Columns. */
function withShape(file: Uint8Array, rows: number, columns: number): Uint8Array {
  const { elements } = dicomParser.parseDicom(file);
  const view = new DataView(file.buffer, file.byteOffset);
  view.setUint16(elements.x00280010.dataOffset, rows, true);
  view.setUint16(elements.x00280011.dataOffset, columns, true);
  return file;
}

describe('decoding compressed CT slices', () => {
  test.each(
    compressions.flatMap((compression) => layouts.map(([name, change]) => [compression, name, change] as const)),
  )('%s, %s, gives every voxel back', async (compression, _name, change) => {
    // Two slices only: the values of more would not fit 12 bits with a sign.
    const files = ctSeriesFiles({ ...geometry, size: [40, 24, 2] }, () => change);
    const compressed = await Promise.all(files.map((file) => compress(file, compression)));
    expect(await valuesOf(compressed)).toEqual(await valuesOf(files));
  });

  test.each([
    ['big endian', 'big-endian'],
    ['implicit little endian', 'implicit'],
    ['deflated', 'deflated'],
    ['JPEG lossless, process 14', 'jpeg-lossless-57'],
    ['JPEG lossless, first-order prediction', 'jpeg-lossless-70'],
    ['RLE written by DCMTK', 'rle'],
  ])('%s, written by DCMTK, gives every voxel back', async (_name, folder) => {
    const files = [1, 2, 3].map(
      (number) => new Uint8Array(readFileSync(`test/fixtures/dicom/dcmtk/${folder}-${number}.dcm`)),
    );
    expect(await valuesOf(files)).toEqual(await valuesOf(ctSeriesFiles(geometry)));
  });

  test('a code stream of another size than the header says is refused', async () => {
    const wide = ctSeriesFiles({ ...geometry, size: [80, 12, 3] }, () => ({}));
    for (const compression of ['jpeg-ls', 'jpeg-2000', 'htj2k'] as const) {
      const compressed = await Promise.all(wide.map((file) => compress(file, compression)));
      // Rows and columns of the header are exchanged with those of another grid of as many pixels.
      const mislabelled = compressed.map((file) => withShape(file, 24, 40));
      expect(await seriesToVolume(mislabelled, decoder)).toMatchObject({
        ok: false,
        problem: { code: 'decode-failed' },
      });
    }
  });

  test('the decoder works on after a code stream that broke it', async () => {
    const files = ctSeriesFiles(geometry);
    const [good] = await Promise.all(files.map((file) => compress(file, 'jpeg-ls')));
    const broken = good.slice();
    broken.fill(0xff, broken.length - 200);
    expect((await seriesToVolume([broken, ...files.slice(1)], decoder)).ok).toBe(false);
    expect(await valuesOf([good, ...files.slice(1)])).toEqual(await valuesOf(files));
  });

  test('fragments that cannot be assigned to frames are refused', async () => {
    const attributes = ctSliceAttributes(geometry, 0, {
      NumberOfFrames: 2,
      PixelData: { fragments: [1, 2, 3].map(() => new Uint8Array(80)) },
    });
    const result = await seriesToVolume([writePart10(attributes, '1.2.840.10008.1.2.5')], decoder);
    expect(result.ok).toBe(false);
  });
});

describe('RLE', () => {
  test('what is encoded is decoded, for any pixels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer(),
        (columns, rows, seed) => {
          const pixels = Uint16Array.from(
            { length: rows * columns },
            (_, i) => (Math.imul(i ^ seed, 2654435761) >>> (seed & 15)) & (i % 7 ? 3 : 0xffff),
          );
          const format = {
            rows,
            columns,
            frameCount: 1,
            bitsAllocated: 16,
            bitsStored: 16,
            highBit: 15,
            signed: false,
          } as const;
          expect(decodeRle(encodeRle(pixels, columns), format)).toEqual(pixels);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });
});
