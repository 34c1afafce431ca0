import { orThrow } from '@/lib/core/result';
import { chooseSeries } from '@/lib/dicom/chooseSeries';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { readPart10 } from '@/lib/dicom/readPart10';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { sopClass } from '@/lib/dicom/uid';
import type { FolderArchive } from '@/sandbox/pacs/folderArchive';
import type { PlannedStudy } from '@/sandbox/pacs/studyPlan';
import { writeStudy } from '@/sandbox/pacs/writeStudy';
import { dciodvfyFindings, describeWithDciodvfy } from '../../support/dciodvfy';

const decoder = createFrameDecoder();
const plan: PlannedStudy = {
  studyUid: '2.25.600',
  ctSeriesUid: '2.25.601',
  patient: { id: 'p1', name: 'TEST^PLAN', birthDate: '19480302', sex: 'F' },
  date: '20261101',
  seed: 5,
  level: 'L1',
  fracture: { type: 'crush', heightLoss: 0.4 },
  trabecularHu: 60,
  // Few and small slices, so that making them is quick.
  matrix: [120, 120],
  sliceThicknessMm: 8,
  sliceSpacingMm: 8,
  kvp: 120,
  kernel: 'Br40',
};

async function made(changes: Partial<PlannedStudy> = {}): Promise<{ ct: Uint8Array[]; seg: Uint8Array[] }> {
  const files: Uint8Array[] = [];
  const archive: Pick<FolderArchive, 'put'> = {
    put: (bytes) => {
      files.push(bytes);
      return { stored: {} as never };
    },
  };
  await writeStudy({ ...plan, ...changes }, archive);
  const isSeg = (file: Uint8Array) => orThrow(readPart10(file)).sopClassUid === sopClass.segmentation;
  return { ct: files.filter((file) => !isSeg(file)), seg: files.filter(isSeg) };
}
const assemble = (files: readonly Uint8Array[]) => seriesToVolume(files, decoder);

describe("the CTs of the sandbox's patients", () => {
  test('a planned study is the same whenever it is made, with the facts of its plan', async () => {
    const [first, second] = [await made(), await made()];
    expect(first.ct.every((file, i) => Buffer.compare(file, second.ct[i]) === 0)).toBe(true);
    expect(first.seg).toEqual([]);
    expect(orThrow(await assemble(first.ct)).facts).toMatchObject({
      sliceSpacingMm: 8,
      sliceThicknessMm: 8,
      kvp: 120,
      kernel: 'Br40',
      contrast: false,
      acquired: '2026-11-01',
    });
  });

  test('a topogram and thick slices that lie beside the scan come after it, each with its reason', async () => {
    const furtherSeriesUids = { localizer: '2.25.603', thick: '2.25.604' };
    const { ct } = await made({ furtherSeriesUids, sliceSpacingMm: 2, sliceThicknessMm: 2 });
    const headers = ct.map((file) => orThrow(readPart10(file)).attributes);
    const ofSeries = (uid: string) => headers.filter((one) => one.text('SeriesInstanceUID') === uid);
    const choice = chooseSeries([plan.ctSeriesUid, '2.25.604', '2.25.603'].map(ofSeries));
    expect(choice.chosen?.seriesUid).toBe(plan.ctSeriesUid);
    expect(choice.usable.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^Comes first: without contrast, 2 mm slices/),
      'Thicker slices (10 mm)',
    ]);
    expect(choice.unusable).toMatchObject([{ description: 'Topogram', reason: 'a localizer (LOCALIZER)' }]);
    const thick = ct.filter((_, i) => headers[i].text('SeriesInstanceUID') === '2.25.604');
    expect(orThrow(await assemble(thick)).facts).toMatchObject({ sliceSpacingMm: 10, sliceThicknessMm: 10 });
  });

  test('its segmentation is the fractured body, coded and on the grid of the CT', async () => {
    const { ct, seg } = await made({ segSeriesUid: '2.25.602' });
    const series = orThrow(await assemble(ct));
    const segmentation = orThrow(await readSegmentation(seg[0], decoder));
    expect(segmentation).toMatchObject({
      seriesUid: '2.25.602',
      segments: [{ level: 'L1', structure: 'vertebral-body' }],
    });
    const { mask, placement } = orThrow(segmentMask(segmentation, 1, series));
    expect(placement).toBe('exact');
    const millilitres = (mask.data.reduce((sum, inside) => sum + inside, 0) * 0.7 * 0.7 * 8) / 1000;
    expect(millilitres).toBeGreaterThan(8);
    expect(millilitres).toBeLessThan(40);
  });

  test.each(['rle', 'jpeg-ls', 'jpeg-2000'] as const)('%s keeps every voxel', async (compression) => {
    const [plain, compressed] = [
      orThrow(await assemble((await made()).ct)),
      orThrow(await assemble((await made({ compression })).ct)),
    ];
    expect(Buffer.compare(Buffer.from(compressed.volume.data.buffer), Buffer.from(plain.volume.data.buffer))).toBe(0);
  });

  test.each([
    ['missing slices', { gap: true }, 'slice-missing'],
    ['a tilted gantry', { tilt: true }, 'gantry-tilt'],
  ])('the study with %s is refused', async (_name, changes, code) => {
    expect(await assemble((await made(changes)).ct)).toMatchObject({ ok: false, problem: { code } });
  });

  test('contrast, cement and gas are there to be found', async () => {
    const volumeOf = async (changes: Partial<PlannedStudy>) => orThrow(await assemble((await made(changes)).ct));
    expect((await volumeOf({ contrast: true })).facts.contrast).toBe(true);
    expect((await volumeOf({ cement: true, sliceSpacingMm: 4 })).volume.data.some((hu) => hu > 2000)).toBe(true);
  });

  describeWithDciodvfy('for an independent validator', () => {
    test.each([{}, { compression: 'jpeg-2000' }, { contrast: true }] as const)(
      'images and segmentation with %j are free of errors and warnings',
      async (changes) => {
        const { ct, seg } = await made({ ...changes, segSeriesUid: '2.25.602' });
        expect([ct[0], ct[ct.length - 1], seg[0]].flatMap(dciodvfyFindings)).toEqual([]);
      },
    );
  });
});
