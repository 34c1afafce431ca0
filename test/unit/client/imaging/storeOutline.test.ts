import { readFileSync } from 'node:fs';
import type { FhirResource } from 'fhir/r4';
import type { OutlineOrigin } from '@/lib/client/imaging/outline';
import { outlineFiles, storedOutlines } from '@/lib/client/imaging/storedOutlines';
import { newSegmentationUids, storedBefore, storeOutline } from '@/lib/client/imaging/storeOutline';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import type { ImagingRecord } from '@/lib/core/imagingRecord';
import { ok, orThrow, type Result } from '@/lib/core/result';
import type { AttributeReader } from '@/lib/dicom/attributeReader';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import { readPart10 } from '@/lib/dicom/readPart10';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { sopClass } from '@/lib/dicom/uid';
import { writePart10 } from '@/lib/dicom/writePart10';
import type { ImagingArchive } from '@/lib/dicomweb/imagingArchive';
import { archiveFailure } from '@/lib/dicomweb/problem';
import type { Mask } from '@/lib/volume/volume';
import { ctSeriesFiles, fixtureUids } from '@/test/support/ctFixture';

const now = new Date('2026-03-05T10:00:00Z');
const drawn: OutlineOrigin = { kind: 'drawn', algorithm: { name: 'Backcast body outline', version: '2' } };
const archived: OutlineOrigin = {
  kind: 'pacs-seg',
  seriesUid: '2.25.7',
  sopInstanceUid: '2.25.8',
  isBody: true,
  level: 'L1',
};

let ct: CtSeries;
let mask: Mask;
beforeAll(async () => {
  ct = orThrow(await seriesToVolume(ctSeriesFiles(), createFrameDecoder()));
  const { size, spacingMm, originLps, direction } = ct.volume;
  mask = {
    size,
    spacingMm,
    originLps,
    direction,
    data: Uint8Array.from({ length: 140 }, (_, i) => (i % 3 === 0 ? 1 : 0)),
  };
});

const practitioner = {
  resourceType: 'Practitioner',
  name: [{ family: 'Ruiz', given: ['Elena'], prefix: ['Dr'] }],
} as FhirResource;
const fhir = {
  session: { user: { reference: 'Practitioner/ruiz', name: 'Dr Elena Ruiz' } },
  query: async () => ok([practitioner]),
} as unknown as FhirSession;

const headers = (file: Uint8Array): AttributeReader => orThrow(readPart10(file)).attributes;

/** An archive that keeps what is stored and gives it back. */
function archiveWith(files: Uint8Array[], refusal?: Result<never, ReturnType<typeof archiveFailure>['problem']>) {
  return {
    searchSeries: async (_study: string, modality?: string) =>
      ok(files.map(headers).filter((one) => one.text('Modality') === modality)),
    retrieveInstances: async ({ seriesUid }: { seriesUid: string }) =>
      ok(files.filter((file) => headers(file).text('SeriesInstanceUID') === seriesUid)),
    store: async (_study: string, added: readonly Uint8Array[]) => {
      if (refusal) return refusal;
      files.push(...added);
      return ok([]);
    },
  } as unknown as ImagingArchive;
}
const find = async (archive: ImagingArchive) =>
  storedOutlines(await outlineFiles(archive, fixtureUids.study, []), ct, 'L1', createFrameDecoder());

describe('an accepted outline', () => {
  test('is stored with its reader as creator, and the next launch finds it voxel by voxel', async () => {
    const archive = archiveWith([]);
    const stored = await storeOutline(
      { ct, mask, level: 'L1', origin: drawn, edited: false },
      archive,
      true,
      fhir,
      now,
      newSegmentationUids(),
    );
    const { outlines, problems } = await find(archive);
    expect(problems).toEqual([]);
    if (stored.state !== 'stored') throw new Error('it was not stored');
    expect(outlines).toMatchObject([
      {
        kind: 'pacs-seg',
        seriesUid: stored.seriesUid,
        sopInstanceUid: stored.sopInstanceUid,
        level: 'L1',
        isBody: true,
        creatorName: 'Ruiz^Elena^^Dr',
        algorithm: { type: 'SEMIAUTOMATIC', name: 'Backcast body outline 2' },
      },
    ]);
    expect(orThrow(outlines[0].place()).mask.data).toEqual(mask.data);
  });

  test('the newest of two comes first', async () => {
    const archive = archiveWith([]);
    const outline = { ct, mask, level: 'L1', origin: drawn, edited: false } as const;
    await storeOutline(outline, archive, true, fhir, now, newSegmentationUids());
    const later = await storeOutline(
      { ...outline, edited: true },
      archive,
      true,
      fhir,
      new Date('2026-03-06T10:00:00Z'),
      newSegmentationUids(),
    );
    const [first] = (await find(archive)).outlines;
    expect(later).toMatchObject({ state: 'stored', seriesUid: first.seriesUid });
  });

  test('that the archive already holds is not stored again, unless it was edited or its level corrected', async () => {
    const store = (level: 'L1' | 'L2', edited: boolean) =>
      storeOutline(
        { ct, mask, level, origin: archived, edited },
        archiveWith([]),
        true,
        fhir,
        now,
        newSegmentationUids(),
      );
    expect(await store('L1', false)).toEqual({ state: 'existing', seriesUid: '2.25.7', sopInstanceUid: '2.25.8' });
    expect((await store('L1', true)).state).toBe('stored');
    expect((await store('L2', false)).state).toBe('stored');
  });

  test('that the archive refuses goes on with the reason, and nothing is sent where the site has not opted in', async () => {
    const refusing = archiveWith([], archiveFailure('store-refused', 'The image archive refused it.'));
    const outline = { ct, mask, level: 'L1', origin: drawn, edited: false } as const;
    expect(await storeOutline(outline, refusing, true, fhir, now, newSegmentationUids())).toEqual({
      state: 'refused',
      reason: 'The image archive refused it.',
    });
    const files: Uint8Array[] = [];
    expect(await storeOutline(outline, archiveWith(files), false, fhir, now, newSegmentationUids())).toMatchObject({
      state: 'refused',
    });
    expect(files).toEqual([]);
  });

  test('whose writer cannot be loaded goes on with the reason, and nothing is sent', async () => {
    const files: Uint8Array[] = [];
    const outline = { ct, mask, level: 'L1', origin: drawn, edited: false } as const;
    const offline = () => Promise.reject(new Error('a chunk did not load'));
    expect(await storeOutline(outline, archiveWith(files), true, fhir, now, newSegmentationUids(), offline)).toEqual({
      state: 'refused',
      reason: 'The part of Backcast that writes segmentations could not be loaded.',
    });
    expect(files).toEqual([]);
  });
});

describe('outlines that lie beside a CT', () => {
  test("those of the fracture's level come first, and one that cannot be read is told of", async () => {
    const highdicom = new Uint8Array(readFileSync('test/fixtures/dicom/highdicom/binary-overlapping-sparse.dcm'));
    const archive = archiveWith([highdicom]);
    const broken: ImagingArchive = {
      ...archive,
      searchSeries: async (study, modality) => (modality === 'SEG' ? archive.searchSeries(study, modality) : ok([])),
      retrieveInstances: async () => ok([highdicom, highdicom.slice(0, 400)]),
    };
    const { outlines, problems } = await find(broken);
    expect(outlines.map(({ level }) => level)).toEqual(['L1', 'T12']);
    expect(problems).toHaveLength(1);
  });

  test('contours of an RT structure set are offered too, without a level where none is coded', async () => {
    const { originLps, spacingMm } = ct.volume;
    const corner = (x: number, y: number) => [
      originLps[0] + x * spacingMm[0],
      originLps[1] + y * spacingMm[1],
      originLps[2],
    ];
    const contours = writePart10({
      SOPClassUID: sopClass.rtStructureSet,
      SOPInstanceUID: '2.25.50',
      SeriesInstanceUID: '2.25.51',
      StudyInstanceUID: fixtureUids.study,
      Modality: 'RTSTRUCT',
      StructureSetDate: '20260304',
      StructureSetTime: '101112',
      StructureSetROISequence: [
        { ROINumber: 1, ROIName: 'L1 body', ReferencedFrameOfReferenceUID: fixtureUids.frameOfReference },
      ],
      ROIContourSequence: [
        {
          ReferencedROINumber: 1,
          ContourSequence: [
            {
              ContourGeometricType: 'CLOSED_PLANAR',
              NumberOfContourPoints: 4,
              ContourData: [corner(0.6, 0.6), corner(4.4, 0.6), corner(4.4, 3.4), corner(0.6, 3.4)].flat(),
            },
          ],
        },
      ],
    });
    const { outlines, problems } = await find(archiveWith([contours]));
    expect(problems).toEqual([]);
    expect(outlines).toMatchObject([{ kind: 'pacs-rtstruct', label: 'L1 body', made: '20260304101112' }]);
    expect(outlines[0].level).toBeUndefined();
    expect(orThrow(outlines[0].place()).mask.data.reduce((sum, inside) => sum + inside, 0)).toBe(12);
  });

  test('those of another study that the chart lists are not asked for', async () => {
    const asked: string[] = [];
    const archive = {
      ...archiveWith([]),
      retrieveInstances: async ({ seriesUid }: { seriesUid: string }) => {
        asked.push(seriesUid);
        return ok([]);
      },
    } as ImagingArchive;
    const listed = [
      { studyUid: fixtureUids.study, seriesUid: '2.25.1' },
      { studyUid: '2.25.99', seriesUid: '2.25.2' },
    ];
    await outlineFiles(archive, fixtureUids.study, listed);
    expect(asked).toEqual(['2.25.1']);
  });

  test('that cannot be searched for are told as not known, once, and not as none', async () => {
    const archive = {
      ...archiveWith([]),
      searchSeries: async () => archiveFailure('archive-error', 'The image archive answered 500.'),
    } as ImagingArchive;
    expect((await find(archive)).problems).toMatchObject([
      { code: 'outlines-not-searched', message: expect.stringContaining('is not known') },
    ]);
  });
});

describe('an outline that is accepted again', () => {
  const before = {
    maskSha256: 'a1',
    level: 'L1',
    series: { seriesUid: '2.25.3' },
    storedSeg: { state: 'stored', seriesUid: '2.25.4', sopInstanceUid: '2.25.5' },
  } as unknown as ImagingRecord;
  const same = { maskSha256: 'a1', level: 'L1', seriesUid: '2.25.3' } as const;

  test('as it was is not written to the archive a second time', () => {
    expect(storedBefore(before, same)).toEqual(before.storedSeg);
  });

  test.each([
    ['other voxels', { ...same, maskSha256: 'b2' }],
    ['another level', { ...same, level: 'L2' as const }],
    ['another series', { ...same, seriesUid: '2.25.9' }],
  ])('with %s is', (_what, now) => {
    expect(storedBefore(before, now)).toBeUndefined();
  });

  test('after the archive had refused it is sent again, under the same UIDs if it is the same outline', async () => {
    const refused = { ...before, storedSeg: { state: 'refused', reason: 'time-out' } } as ImagingRecord;
    expect(storedBefore(refused, same)).toBeUndefined();
    const uids = newSegmentationUids();
    const files: Uint8Array[] = [];
    const outline = { ct, mask, level: 'L1', origin: drawn, edited: false } as const;
    const sent = [1, 2].map(() => storeOutline(outline, archiveWith(files), true, fhir, now, uids));
    expect(await Promise.all(sent)).toEqual(
      [1, 2].map(() => ({ state: 'stored', seriesUid: uids.series, sopInstanceUid: uids.instance })),
    );
    expect(files.map((file) => headers(file).text('SOPInstanceUID'))).toEqual([uids.instance, uids.instance]);
  });
});
