import fc from 'fast-check';
import { orThrow } from '@/lib/core/result';
import type { Attributes } from '@/lib/dicom/attributes';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { sopClass } from '@/lib/dicom/uid';
import { writePart10 } from '@/lib/dicom/writePart10';
import { indexToPatient, patientToIndex } from '@/lib/volume/coordinates';
import { type Geometry, type Matrix3, type Triple, voxelOffset } from '@/lib/volume/volume';
import { ctSeriesFiles, ctSliceAttributes, fixtureGeometry, fixtureHu } from '../../support/ctFixture';

const decoder = createFrameDecoder();
const assemble = (files: readonly Uint8Array[]) => seriesToVolume(files, decoder);

async function problemOf(change: (z: number) => Attributes | null, geometry = fixtureGeometry) {
  const result = await assemble(ctSeriesFiles(geometry, change));
  if (result.ok) throw new Error('the series was accepted');
  return result.problem;
}

/** The 48 ways in which row, column and slice axes can lie along the patient's axes. */
function axisDirections(): Matrix3[] {
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const signs = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => [bits & 1 ? -1 : 1, bits & 2 ? -1 : 1, bits & 4 ? -1 : 1]);
  return orders.flatMap((order) =>
    signs.map((sign) => {
      const matrix = [0, 0, 0, 0, 0, 0, 0, 0, 0];
      order.forEach((patientAxis, axis) => {
        matrix[3 * patientAxis + axis] = sign[axis];
      });
      return matrix as unknown as Matrix3;
    }),
  );
}

/** Every voxel of the assembled volume has the value that was written at the same place in the patient. */
async function expectSamePlaces(written: Geometry, files: readonly Uint8Array[]) {
  const { volume } = orThrow(await assemble(files));
  const wrong: string[] = [];
  for (let z = 0; z < written.size[2]; z++)
    for (let y = 0; y < written.size[1]; y++)
      for (let x = 0; x < written.size[0]; x++) {
        const found = patientToIndex(volume, indexToPatient(written, { frame: 'index', x, y, z }));
        const whole = [found.x, found.y, found.z].map(Math.round);
        const off = Math.abs(found.x - whole[0]) + Math.abs(found.y - whole[1]) + Math.abs(found.z - whole[2]);
        const value = volume.data[voxelOffset(volume, whole[0], whole[1], whole[2])];
        if (!(off < 1e-3) || value !== fixtureHu(written.size, x, y, z))
          wrong.push(`${x}, ${y}, ${z}: ${value}, ${off}`);
      }
  expect(wrong).toEqual([]);
}

describe('assembling a CT series into a volume', () => {
  test.each(axisDirections().map((direction) => [direction.join(' '), direction] as const))(
    'a marked point keeps its place in the patient with axes along %s',
    async (_name, direction) => {
      const geometry = { ...fixtureGeometry, direction };
      await expectSamePlaces(geometry, ctSeriesFiles(geometry));
    },
  );

  test('oblique slices keep their place at any angle', async () => {
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    await fc.assert(
      fc.asyncProperty(angle, angle, angle, async (a, b, c) => {
        const [ca, sa, cb, sb, cc, sc] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b), Math.cos(c), Math.sin(c)];
        const direction: Matrix3 = [
          cb * cc,
          sa * sb * cc - ca * sc,
          ca * sb * cc + sa * sc,
          cb * sc,
          sa * sb * sc + ca * cc,
          ca * sb * sc - sa * cc,
          -sb,
          sa * cb,
          ca * cb,
        ];
        const geometry = { ...fixtureGeometry, direction };
        await expectSamePlaces(geometry, ctSeriesFiles(geometry));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  test('slices may arrive in any order and with misleading instance numbers and slice locations', async () => {
    const files = ctSeriesFiles(fixtureGeometry, (z) => ({ InstanceNumber: 99 - z, SliceLocation: z * z }));
    await expectSamePlaces(fixtureGeometry, [files[2], files[0], files[3], files[1]]);
  });

  test('spacing between slices comes from positions, not from thickness', async () => {
    const { volume, facts } = orThrow(await assemble(ctSeriesFiles(fixtureGeometry, () => ({ SliceThickness: 3 }))));
    expect(volume.spacingMm).toEqual([0.5, 0.75, 2]);
    expect(facts).toMatchObject({
      sliceSpacingMm: 2,
      sliceThicknessMm: 3,
      kvp: 120,
      kernel: 'B60s',
      acquired: '2026-01-05',
      sliceCount: 4,
    });
    expect(facts.contrast).toBeUndefined();
  });

  test('an agent in the header is contrast, "NONE" is no contrast', async () => {
    const contrastOf = async (agent: string) =>
      orThrow(await assemble(ctSeriesFiles(fixtureGeometry, () => ({ ContrastBolusAgent: agent })))).facts.contrast;
    expect(await contrastOf('Iohexol 350')).toBe(true);
    expect(await contrastOf('NONE')).toBe(false);
  });

  test('each slice is scaled by its own slope and intercept', async () => {
    const { volume } = orThrow(
      await assemble(
        ctSeriesFiles(fixtureGeometry, (z) => ({
          RescaleSlope: z + 1,
          RescaleIntercept: -10 * z,
          PixelData: new Int16Array(35).fill(100),
        })),
      ),
    );
    expect([0, 1, 2, 3].map((z) => volume.data[voxelOffset(volume, 3, 2, z)])).toEqual([100, 190, 280, 370]);
  });

  test('fractional rescale gives a float volume without rounding', async () => {
    const { volume } = orThrow(
      await assemble(
        ctSeriesFiles(fixtureGeometry, () => ({ RescaleSlope: 0.5, PixelData: new Int16Array(35).fill(2049) })),
      ),
    );
    expect(volume.data[0]).toBe(0.5);
  });

  test('bits above the stored ones are dropped and the sign is extended from the high bit', async () => {
    const cells = Uint16Array.from({ length: 35 }, (_, i) => (i % 2 === 0 ? 0xf801 : 0x07ff));
    const { volume } = orThrow(
      await assemble(
        ctSeriesFiles(fixtureGeometry, () => ({ BitsStored: 12, HighBit: 11, RescaleIntercept: 0, PixelData: cells })),
      ),
    );
    expect([volume.data[0], volume.data[1]]).toEqual([-2047, 2047]);
  });

  test('padding becomes air, also where the header writes it unsigned, and is counted', async () => {
    const pixels = new Int16Array(35).fill(1024);
    pixels[0] = -2000;
    const series = orThrow(
      await assemble(ctSeriesFiles(fixtureGeometry, () => ({ PixelPaddingValue: -2000, PixelData: pixels }))),
    );
    expect([series.volume.data[0], series.volume.data[1], series.paddedVoxels]).toEqual([-1024, 0, 4]);
  });

  test('a padding value within tissue is ignored and reported', async () => {
    const series = orThrow(
      await assemble(
        ctSeriesFiles(fixtureGeometry, () => ({ PixelPaddingValue: 1024, PixelData: new Int16Array(35).fill(1024) })),
      ),
    );
    expect([series.volume.data[0], series.paddedVoxels, series.notes.length]).toEqual([0, 0, 1]);
  });

  test('an identical slice sent twice is used once, and said so', async () => {
    const files = ctSeriesFiles();
    const again = writePart10(ctSliceAttributes(fixtureGeometry, 1, { SOPInstanceUID: '2.25.9', InstanceNumber: 9 }));
    const series = orThrow(await assemble([...files, again]));
    expect(series.volume.size).toEqual([7, 5, 4]);
    expect(series.notes).toEqual(['1 slice(s) were sent more than once and used once']);
  });

  test('localizers and derived images are left out, and said so', async () => {
    const localizer = writePart10(
      ctSliceAttributes(fixtureGeometry, 0, {
        SOPInstanceUID: '2.25.9',
        ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
        ImageOrientationPatient: [1, 0, 0, 0, 0, -1],
      }),
    );
    const { volume, notes } = orThrow(await assemble([localizer, ...ctSeriesFiles()]));
    expect(volume.size[2]).toBe(4);
    expect(notes).toEqual(['1 image(s) left out: a localizer (LOCALIZER)']);
  });

  test('an enhanced multi-frame CT takes geometry and scale from its functional groups, frames in any order', async () => {
    const frames = [2, 0, 3, 1].map((z) => ctSliceAttributes(fixtureGeometry, z));
    const plane = fixtureGeometry.size[0] * fixtureGeometry.size[1];
    const pixels = new Int16Array(4 * plane);
    for (const [i, frame] of frames.entries()) pixels.set(frame.PixelData as Int16Array, i * plane);
    const {
      ImagePositionPatient: _,
      ImageOrientationPatient,
      PixelSpacing,
      RescaleSlope: _s,
      RescaleIntercept: _i,
      RescaleType: _t,
      ...root
    } = frames[0];
    const file = writePart10({
      ...root,
      SOPClassUID: sopClass.enhancedCtImage,
      NumberOfFrames: 4,
      SharedFunctionalGroupsSequence: [
        {
          PlaneOrientationSequence: [{ ImageOrientationPatient }],
          PixelMeasuresSequence: [{ PixelSpacing, SliceThickness: 2 }],
          PixelValueTransformationSequence: [{ RescaleSlope: 1, RescaleIntercept: -1024, RescaleType: 'HU' }],
        },
      ],
      PerFrameFunctionalGroupsSequence: frames.map(({ ImagePositionPatient }) => ({
        PlanePositionSequence: [{ ImagePositionPatient }],
      })),
      PixelData: pixels,
    });
    await expectSamePlaces(fixtureGeometry, [file]);
    expect(orThrow(await assemble([file])).slices.map(({ frameNumber }) => frameNumber)).toEqual([2, 4, 1, 3]);
  });
});

describe('refusing a CT series that cannot be trusted', () => {
  const long: Geometry = { ...fixtureGeometry, size: [7, 5, 8] };
  const shifted = (z: number, shift: Triple) => {
    const { x, y, z: foot } = indexToPatient(long, { frame: 'index', x: 0, y: 0, z });
    return { ImagePositionPatient: [x + shift[0], y + shift[1], foot + shift[2]] };
  };

  test('a missing slice is named', async () => {
    const problem = await problemOf((z) => (z === 4 ? null : {}), long);
    expect(problem).toMatchObject({ code: 'slice-missing', details: { slice: 'image 6', stepMm: 4, medianStepMm: 2 } });
  });

  test('uneven spacing is named', async () => {
    expect(await problemOf((z) => shifted(z, [0, 0, z >= 4 ? 0.3 : 0]), long)).toMatchObject({
      code: 'slice-spacing-uneven',
      details: { slice: 'image 5' },
    });
  });

  test('gantry tilt is refused with its angle although steps are even', async () => {
    const problem = await problemOf((z) => shifted(z, [0, z * 2 * Math.tan((18.5 * Math.PI) / 180), 0]), long);
    expect(problem.code).toBe('gantry-tilt');
    expect(problem.details?.tiltDegrees).toBeCloseTo(18.5, 3);
  });

  test('one slice shifted sideways is named', async () => {
    expect(await problemOf((z) => shifted(z, [z === 5 ? 1 : 0, 0, 0]), long)).toMatchObject({
      code: 'slice-shifted',
      details: { slice: 'image 6' },
    });
  });

  test('several orientations in one series are refused', async () => {
    const tilted = [1, 0, 0, 0, Math.cos(0.2), Math.sin(0.2)];
    expect(await problemOf((z) => (z > 2 ? { ImageOrientationPatient: tilted } : {}))).toMatchObject({
      code: 'orientation-mixed',
      details: { slice: 'image 4' },
    });
  });

  test.each([
    ['another pixel spacing', { PixelSpacing: [0.75, 0.6] }],
    ['another frame of reference', { FrameOfReferenceUID: '2.25.77' }],
    ['another series', { SeriesInstanceUID: '2.25.78' }],
  ])('%s within a series is refused', async (_name, change) => {
    expect(await problemOf((z) => (z === 2 ? change : {}))).toMatchObject({
      code: 'series-mixed',
      details: { slice: 'image 3' },
    });
  });

  test('two different images at one position are refused', async () => {
    const other = writePart10(
      ctSliceAttributes(fixtureGeometry, 1, {
        SOPInstanceUID: '2.25.9',
        InstanceNumber: 9,
        AcquisitionNumber: 2,
        PixelData: new Int16Array(35),
      }),
    );
    const result = await assemble([...ctSeriesFiles(), other]);
    expect(result).toMatchObject({ ok: false, problem: { code: 'slice-duplicate', details: { slice: 'image 9' } } });
  });

  test.each([
    ['a spectral map', { RescaleType: 'Z_EFF' }],
    ['unspecified units', { RescaleType: 'US' }],
    ['no rescale at all', { RescaleSlope: undefined }],
  ])('%s is not measured as HU', async (_name, change) => {
    expect((await problemOf(() => change)).code).toBe('not-hounsfield');
  });

  test.each([
    ['position', { ImagePositionPatient: undefined }],
    ['orientation', { ImageOrientationPatient: undefined }],
    ['pixel spacing', { PixelSpacing: undefined }],
    ['frame of reference', { FrameOfReferenceUID: undefined }],
  ])('a slice without %s is refused', async (_name, change) => {
    expect((await problemOf((z) => (z === 1 ? change : {}))).code).toBe('attribute-missing');
  });

  test('directions that are not perpendicular are refused', async () => {
    expect((await problemOf(() => ({ ImageOrientationPatient: [1, 0, 0, 0.5, 0.87, 0] }))).code).toBe(
      'attribute-invalid',
    );
  });

  test('pixel data of the wrong length is refused', async () => {
    expect((await problemOf((z) => (z === 0 ? { PixelData: new Int16Array(30) } : {}))).code).toBe(
      'pixel-data-invalid',
    );
  });

  test('a series of derived images alone is refused and says why', async () => {
    const problem = await problemOf(() => ({ ImageType: ['DERIVED', 'SECONDARY', 'MPR'] }));
    expect(problem).toMatchObject({
      code: 'series-empty',
      message: expect.stringContaining('derived from other images (DERIVED\\SECONDARY\\MPR)'),
    });
  });

  test('12-bit lossy JPEG is refused by name', async () => {
    const file = writePart10(
      ctSliceAttributes(fixtureGeometry, 0, { PixelData: { fragments: [new Uint8Array(10)] } }),
      '1.2.840.10008.1.2.4.51',
    );
    expect(await assemble([file])).toMatchObject({
      ok: false,
      problem: {
        code: 'transfer-syntax-unsupported',
        message: expect.stringContaining('JPEG Extended (12 bit, lossy)'),
      },
    });
  });

  test('a web page is not taken for an image', async () => {
    expect(await assemble([new TextEncoder().encode(`<html>${' '.repeat(200)}`)])).toMatchObject({
      ok: false,
      problem: { code: 'not-dicom' },
    });
  });
});
