import { readdirSync, readFileSync } from 'node:fs';
import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { writeSegmentation } from '@/lib/dicom/writeSegmentation';
import type { Mask } from '@/lib/volume/volume';
import { dciodvfyFindings, describeWithDciodvfy } from '../../support/dciodvfy';
import { describeWithReferenceData, referencePath } from '../../support/referenceData';

const decoder = createFrameDecoder();

describeWithReferenceData('the real thoracic CT with its T12, against the numbers of its README', () => {
  let ct: CtSeries;
  let t12: Mask;
  beforeAll(async () => {
    const folder = referencePath('imaging/ct-thorax-t12/ct');
    const files = readdirSync(folder).map((name) => new Uint8Array(readFileSync(`${folder}/${name}`)));
    ct = orThrow(await seriesToVolume(files, decoder, { allowDerived: true }));
    const segmentation = orThrow(
      await readSegmentation(new Uint8Array(readFileSync(referencePath('imaging/ct-thorax-t12/seg/seg.dcm'))), decoder),
    );
    expect(segmentation.segments[0]).toMatchObject({ number: 1, label: 'T12', level: 'T12' });
    t12 = orThrow(segmentMask(segmentation, 1, ct)).mask;
  });

  test('164 slices of 120 x 126 pixels, 1.5 mm in every direction, nothing invented for what the header does not say', () => {
    expect([ct.volume.size, ct.volume.spacingMm]).toEqual([
      [120, 126, 164],
      [1.5, 1.5, 1.5],
    ]);
    expect(ct.facts).toEqual(expect.objectContaining({ sliceCount: 164, sliceSpacingMm: 1.5 }));
    for (const unknown of ['kvp', 'kernel', 'contrast'] as const) expect(ct.facts[unknown]).toBeUndefined();
  });

  test('volume, mean, SD, extremes, median, percentiles and box of T12', () => {
    const hu: number[] = [];
    const box = { low: [999, 999, 999], high: [0, 0, 0] };
    t12.data.forEach((inside, i) => {
      if (!inside) return;
      hu.push(ct.volume.data[i]);
      [i % 120, Math.floor(i / 120) % 126, Math.floor(i / (120 * 126))].forEach((index, axis) => {
        box.low[axis] = Math.min(box.low[axis], index);
        box.high[axis] = Math.max(box.high[axis], index);
      });
    });
    hu.sort((a, b) => a - b);
    const mean = hu.reduce((sum, value) => sum + value, 0) / hu.length;
    const sd = Math.sqrt(hu.reduce((sum, value) => sum + (value - mean) ** 2, 0) / hu.length);
    const percentile = (share: number) => {
      const at = share * (hu.length - 1);
      return hu[Math.floor(at)] + (at % 1) * (hu[Math.ceil(at)] - hu[Math.floor(at)]);
    };
    expect(hu.length).toBe(9617);
    expect(hu.length * 1.5 ** 3).toBe(32457.375);
    expect([mean.toFixed(3), sd.toFixed(3)]).toEqual(['259.518', '216.718']);
    expect([hu[0], hu.at(-1), percentile(0.5), percentile(0.1)]).toEqual([-152, 1344, 192, 70]);
    expect(percentile(0.9)).toBeCloseTo(544.4, 6);
    expect(box).toEqual({ low: [30, 88, 0], high: [62, 125, 28] });
  });

  describeWithDciodvfy('written again', () => {
    test.each(['vertebra', 'vertebral-body'] as const)(
      'as a %s it is free of errors and warnings and has the same voxels',
      async (structure) => {
        const file = writeSegmentation({
          series: ct,
          mask: t12,
          level: 'T12',
          structure,
          algorithm: { type: 'SEMIAUTOMATIC', name: 'Backcast grow-cut 1' },
          creatorName: 'Reader^Änne',
          now: new Date(),
          softwareVersion: '0.1.0',
        });
        expect(dciodvfyFindings(file)).toEqual([]);
        const again = orThrow(segmentMask(orThrow(await readSegmentation(file, decoder)), 1, ct)).mask;
        expect(Buffer.compare(again.data, t12.data)).toBe(0);
      },
    );
  });
});
