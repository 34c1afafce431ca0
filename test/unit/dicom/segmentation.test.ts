import { readFileSync } from 'node:fs';
import { orThrow } from '@/lib/core/result';
import { vertebraLevels } from '@/lib/core/vertebra';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { readStructureSet, regionMask } from '@/lib/dicom/readStructureSet';
import { segmentMask } from '@/lib/dicom/segmentMask';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { sopClass } from '@/lib/dicom/uid';
import { writePart10 } from '@/lib/dicom/writePart10';
import { type SegmentationInput, writeSegmentation } from '@/lib/dicom/writeSegmentation';
import { indexToPatient } from '@/lib/volume/coordinates';
import { type Geometry, type Mask, voxelCount, voxelOffset } from '@/lib/volume/volume';
import { ctSeriesFiles, fixtureGeometry, fixtureUids } from '../../support/ctFixture';

const decoder = createFrameDecoder();
const read = async (bytes: Uint8Array) => orThrow(await readSegmentation(bytes, decoder));
const fixture = (name: string) => read(new Uint8Array(readFileSync(`test/fixtures/dicom/${name}.dcm`)));

let ct: CtSeries;
beforeAll(async () => {
  ct = orThrow(await seriesToVolume(ctSeriesFiles(), decoder));
});

function maskWhere(geometry: Geometry, inside: (x: number, y: number, z: number) => boolean): Mask {
  const { size, spacingMm, originLps, direction } = geometry;
  const data = new Uint8Array(voxelCount(geometry));
  for (let z = 0; z < size[2]; z++)
    for (let y = 0; y < size[1]; y++)
      for (let x = 0; x < size[0]; x++) data[voxelOffset(geometry, x, y, z)] = inside(x, y, z) ? 1 : 0;
  return { size, spacingMm, originLps, direction, data };
}
// As make.py of the fixtures.
const inT12 = (x: number, y: number, z: number) => (x + 2 * y + 3 * z) % 5 === 0;
const inL1 = (x: number, y: number, z: number) => z !== 1 && (x * y + z) % 4 === 0;

function written(mask: Mask, changes: Partial<SegmentationInput> = {}, series: CtSeries = ct) {
  return writeSegmentation({
    series,
    mask,
    level: 'L1',
    structure: 'vertebra',
    algorithm: { type: 'SEMIAUTOMATIC', name: 'grow-cut 1' },
    creatorName: 'Reader^Test',
    now: new Date('2026-01-06T10:11:12Z'),
    softwareVersion: '0.1.0',
    ...changes,
  });
}

describe('reading segmentations that highdicom wrote', () => {
  test.each(['binary-overlapping-sparse', 'fractional'])(
    '%s: both segments voxel for voxel, although they overlap',
    async (name) => {
      const segmentation = await fixture(`highdicom/${name}`);
      expect(segmentation.segments.map(({ number, level, structure }) => [number, level, structure])).toEqual([
        [1, 'T12', 'vertebra'],
        [2, 'L1', 'vertebra'],
      ]);
      expect(orThrow(segmentMask(segmentation, 1, ct))).toEqual({
        mask: maskWhere(ct.volume, inT12),
        placement: 'exact',
      });
      expect(orThrow(segmentMask(segmentation, 2, ct)).mask.data).toEqual(maskWhere(ct.volume, inL1).data);
    },
  );

  test.each(['labelmap', 'labelmap-rle'])('%s: each pixel belongs to the segment it names', async (name) => {
    const segmentation = await fixture(`highdicom/${name}`);
    expect(segmentation.kind).toBe('LABELMAP');
    expect(orThrow(segmentMask(segmentation, 1, ct)).mask.data).toEqual(maskWhere(ct.volume, inT12).data);
    expect(orThrow(segmentMask(segmentation, 2, ct)).mask.data).toEqual(
      maskWhere(ct.volume, (x, y, z) => inL1(x, y, z) && !inT12(x, y, z)).data,
    );
  });
});

test('a segmentation that dcmqi wrote, as 3D Slicer does, is read voxel for voxel, frames without a voxel included', async () => {
  const segmentation = await fixture('dcmqi/label-map');
  expect(segmentation.segments.map(({ number, level, structure }) => [number, level, structure])).toEqual([
    [1, 'T12', 'vertebra'],
    [2, 'L1', 'vertebra'],
  ]);
  expect(orThrow(segmentMask(segmentation, 1, ct))).toEqual({ mask: maskWhere(ct.volume, inT12), placement: 'exact' });
  expect(orThrow(segmentMask(segmentation, 2, ct)).mask.data).toEqual(
    maskWhere(ct.volume, (x, y, z) => inL1(x, y, z) && !inT12(x, y, z)).data,
  );
});

describe('writing a segmentation', () => {
  test.each(vertebraLevels)(
    '%s is read back with its code and every voxel, frames not aligned to bytes',
    async (level) => {
      const mask = maskWhere(ct.volume, (x, y, z) => z !== 2 && inT12(x, y, z));
      for (const structure of ['vertebra', 'vertebral-body'] as const) {
        const segmentation = await read(written(mask, { level, structure }));
        expect(segmentation.frames).toHaveLength(3);
        expect(segmentation.segments).toEqual([
          expect.objectContaining({ level, structure, algorithmType: 'SEMIAUTOMATIC', algorithmName: 'grow-cut 1' }),
        ]);
        expect(orThrow(segmentMask(segmentation, 1, ct))).toEqual({ mask, placement: 'exact' });
      }
    },
  );

  test('a direction that is zero but for rounding stays zero in 16 characters', async () => {
    const { volume } = ct;
    const direction = [1, 6.123233995736766e-17, 0, -6.123233995736766e-17, 1, 0, 0, 0, 1] as const;
    const mask = maskWhere({ ...volume, direction }, inT12);
    const { orientation } = await read(written(mask));
    expect(orientation).toEqual({ row: [1, -6.123233996e-17, 0], column: [6.1232339957e-17, 1, 0] });
  });

  test('names outside ASCII arrive as they are, in UTF-8', async () => {
    const mask = maskWhere(ct.volume, inT12);
    expect((await read(written(mask, { creatorName: 'Björk^Änne=黄^安' }))).creatorName).toBe('Björk^Änne=黄^安');
  });

  test('an empty mask is a bug of the caller', () => {
    expect(() => written(maskWhere(ct.volume, () => false))).toThrow(RangeError);
  });
});

describe('bringing a segmentation onto another grid', () => {
  const seriesOn = async (geometry: Geometry) =>
    orThrow(
      await seriesToVolume(
        ctSeriesFiles(geometry, () => ({ SeriesInstanceUID: '2.25.88' })),
        decoder,
      ),
    );
  const renamed = (series: CtSeries): CtSeries => ({
    ...series,
    slices: series.slices.map((slice) => ({ ...slice, sopInstanceUid: `${slice.sopInstanceUid}9` })),
  });

  test('a grid with the same voxels, reversed and turned, is matched voxel for voxel', async () => {
    const { x, y, z } = indexToPatient(fixtureGeometry, { frame: 'index', x: 6, y: 4, z: 3 });
    // Columns run to the right, rows down the z axis, slices towards the front.
    const turned: Geometry = {
      size: [7, 4, 5],
      spacingMm: [0.5, 2, 0.75],
      originLps: [x, y, z],
      direction: [-1, 0, 0, 0, 0, -1, 0, -1, 0],
    };
    const other = renamed(await seriesOn(turned));
    const mask = maskWhere(other.volume, (i, j, k) => inT12(6 - i, 4 - k, 3 - j));
    const placed = orThrow(segmentMask(await read(written(mask, {}, other)), 1, ct));
    expect(placed).toEqual({ mask: maskWhere(ct.volume, inT12), placement: 'exact' });
  });

  test('a finer grid is resampled to the nearest voxel by position, and said so', async () => {
    const fine: Geometry = {
      size: [14, 10, 8],
      spacingMm: [0.25, 0.375, 1],
      originLps: [-10.125, 19.8125, 300],
      direction: fixtureGeometry.direction,
    };
    const other = renamed(await seriesOn(fine));
    const mask = maskWhere(other.volume, (i, j, k) => inT12(i >> 1, j >> 1, k >> 1));
    const placed = orThrow(segmentMask(await read(written(mask, {}, other)), 1, ct));
    expect(placed).toEqual({ mask: maskWhere(ct.volume, inT12), placement: 'resampled' });
  });

  test.each([
    ['another frame of reference', { frameOfReferenceUid: '2.25.77' }, 'frame-of-reference-mismatch'],
    ['a source image that lies elsewhere', {}, 'grid-mismatch'],
  ])('%s is refused', async (_name, changes, code) => {
    const reversed = { ...ct, ...changes, slices: [...ct.slices].reverse() };
    const result = segmentMask(await read(written(maskWhere(ct.volume, inT12))), 1, reversed);
    expect(result).toMatchObject({ ok: false, problem: { code } });
  });

  test('a segment that reaches outside the CT is refused', async () => {
    const { volume } = renamed(ct);
    const below = { ...ct, slices: renamed(ct).slices, volume: { ...volume, originLps: [-10, 20, 302.5] as const } };
    const result = segmentMask(await read(written(maskWhere(ct.volume, inT12))), 1, below);
    expect(result).toMatchObject({ ok: false, problem: { code: 'grid-mismatch' } });
  });

  test('a segment that is not there is refused', async () => {
    expect(segmentMask(await fixture('highdicom/labelmap'), 3, ct)).toMatchObject({
      ok: false,
      problem: { code: 'segment-missing' },
    });
  });
});

describe('reading an RT structure set', () => {
  const corner = (x: number, y: number, z: number) => {
    const point = indexToPatient(fixtureGeometry, { frame: 'index', x, y, z });
    return [point.x, point.y, point.z];
  };
  const square = (z: number, low: number, high: number) =>
    [corner(low, low, z), corner(high, low, z), corner(high, high, z), corner(low, high, z)].flat();
  const file = (contours: readonly number[][], type = 'CLOSED_PLANAR') =>
    writePart10({
      SOPClassUID: sopClass.rtStructureSet,
      SOPInstanceUID: '2.25.4001',
      SeriesInstanceUID: '2.25.4000',
      StructureSetROISequence: [
        { ROINumber: 1, ROIName: 'vertebrae_T12', ReferencedFrameOfReferenceUID: fixtureUids.frameOfReference },
      ],
      ROIContourSequence: [
        {
          ReferencedROINumber: 1,
          ContourSequence: contours.map((points) => ({
            ContourGeometricType: type,
            NumberOfContourPoints: points.length / 3,
            ContourData: points,
          })),
        },
      ],
      RTROIObservationsSequence: [
        {
          ReferencedROINumber: 1,
          RTROIIdentificationCodeSequence: [
            { CodeValue: '23215003', CodingSchemeDesignator: 'SCT', CodeMeaning: 'T12 vertebra' },
          ],
        },
      ],
    });

  test('contours are filled slice by slice, and one within another is a hole', () => {
    const { regions } = orThrow(
      readStructureSet(file([square(1, 0.5, 4.4), square(2, -0.4, 4.4), square(2, 1.5, 2.5)])),
    );
    const [region] = regions;
    expect(region).toMatchObject({ number: 1, name: 'vertebrae_T12', level: 'T12' });
    const mask = orThrow(regionMask(region, ct));
    const within = (x: number, y: number, low: number, high: number) => x >= low && y >= low && x <= high && y <= high;
    expect(mask.data).toEqual(
      maskWhere(
        ct.volume,
        (x, y, z) => (z === 1 && within(x, y, 1, 4)) || (z === 2 && within(x, y, 0, 4) && !within(x, y, 2, 2)),
      ).data,
    );
  });

  test('what rt-utils wrote, as TotalSegmentator does, is read voxel for voxel, hole included, and has no level', async () => {
    const wide = orThrow(
      await seriesToVolume(
        ctSeriesFiles({ ...fixtureGeometry, size: [40, 24, 3], spacingMm: [0.75, 0.75, 2] }),
        decoder,
      ),
    );
    const [ring] = orThrow(
      readStructureSet(new Uint8Array(readFileSync('test/fixtures/dicom/rt-utils/ring.dcm'))),
    ).regions;
    expect([ring.name, ring.level]).toEqual(['vertebrae_T12', undefined]);
    // As make.py of the fixture.
    const distance = (x: number, y: number) => ((x - 18) / 14) ** 2 + ((y - 11) / 8) ** 2;
    const inRing = (x: number, y: number, z: number) => distance(x, y) <= 1 && (z !== 1 || distance(x, y) >= 0.2);
    expect(orThrow(regionMask(ring, wide)).data).toEqual(maskWhere(wide.volume, inRing).data);
  });

  test('contours between slices, outside the CT or in another frame of reference are refused', () => {
    const codeOf = (contour: number[], series: Pick<CtSeries, 'frameOfReferenceUid' | 'volume'> = ct) => {
      const result = regionMask(orThrow(readStructureSet(file([contour]))).regions[0], series);
      return result.ok ? 'ok' : result.problem.code;
    };
    expect(codeOf(square(1.5, 1, 3))).toBe('grid-mismatch');
    expect(codeOf(square(1, 1, 30))).toBe('grid-mismatch');
    expect(codeOf(square(9, 1, 3))).toBe('grid-mismatch');
    expect(codeOf(square(1, 1, 3), { ...ct, frameOfReferenceUid: '2.25.5' })).toBe('frame-of-reference-mismatch');
  });

  test('open contours are refused', () => {
    expect(readStructureSet(file([square(1, 1, 3)], 'OPEN_PLANAR'))).toMatchObject({
      ok: false,
      problem: { code: 'segmentation-invalid' },
    });
  });
});
