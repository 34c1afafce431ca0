import { readdirSync } from 'node:fs';
import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { proposeBox } from '@/lib/segmentation/proposeBox';
import { boxOff, clickIn, dice, outlineOf, phantomBodies, realL3, spread } from '../../support/bodyCases';
import { describeWithReferenceData, referenceBytes, referencePath } from '../../support/referenceData';

/** Of seeds that nobody looked at while the method was made; docs/imaging.md has the whole distribution. */
const cases = [...phantomBodies(3001, 16)];

test('bodies of all fracture shapes are outlined from boxes off by up to 3 mm: median Dice 0.96, nine of ten at 0.92', () => {
  const scores = cases.map(({ volume, truth }, i) => dice(outlineOf(volume, boxOff(truth, 10 * i)).mask, truth));
  expect(spread(scores).median).toBeGreaterThan(0.96);
  expect(scores.filter((score) => score >= 0.92).length).toBeGreaterThanOrEqual(0.9 * scores.length);
});

test('from one click alone: median Dice 0.96, four of five at 0.92', () => {
  const scores = cases.map(({ volume, truth }, i) =>
    dice(outlineOf(volume, orThrow(proposeBox(volume, clickIn(truth, i)))).mask, truth),
  );
  expect(spread(scores).median).toBeGreaterThan(0.96);
  expect(scores.filter((score) => score >= 0.92).length).toBeGreaterThanOrEqual(0.8 * scores.length);
});

describeWithReferenceData('a real osteopenic L3 (1.5 mm)', () => {
  test('is outlined with a Dice of at least 0.92 from each of twelve boxes off by up to 3 mm, median 0.95', () => {
    const { volume, truth } = realL3();
    const scores = Array.from({ length: 12 }, (_, i) => dice(outlineOf(volume, boxOff(truth, i)).mask, truth));
    expect(spread(scores).least).toBeGreaterThan(0.92);
    expect(spread(scores).median).toBeGreaterThan(0.95);
  });

  test('is outlined with a Dice of at least 0.92 from a click', () => {
    const { volume, truth } = realL3();
    for (const seed of [1, 2, 3, 4]) {
      const box = orThrow(proposeBox(volume, clickIn(truth, seed)));
      expect(dice(outlineOf(volume, box).mask, truth)).toBeGreaterThan(0.92);
    }
  });
});

describeWithReferenceData('a real T12 beside a contrasted aorta (1.5 mm), whose label holds body and arch', () => {
  test('is outlined within its label, at 18 to 22 ml, from a box and from each of three clicks', async () => {
    const decoder = createFrameDecoder();
    const folder = 'imaging/ct-thorax-t12';
    const files = readdirSync(referencePath(`${folder}/ct`)).map((name) => referenceBytes(`${folder}/ct/${name}`));
    const ct = orThrow(await seriesToVolume(files, decoder, { allowDerived: true }));
    const stored = orThrow(await readSegmentation(referenceBytes(`${folder}/seg/seg.dcm`), decoder));
    const label = orThrow(segmentMask(stored, 1, ct)).mask.data;
    const boxes = [
      { lower: [32, 88, 9], size: [27, 20, 20] } as const,
      ...(
        [
          [45, 98, 18],
          [44, 99, 20],
          [45, 100, 19],
        ] as const
      ).map(([x, y, z]) => orThrow(proposeBox(ct.volume, { frame: 'index', x, y, z }))),
    ];
    for (const box of boxes) {
      const { mask, facts } = outlineOf(ct.volume, box);
      const outside = mask.data.filter((inside, offset) => inside && !label[offset]).length;
      expect(outside).toBeLessThan(0.03 * mask.data.filter(Boolean).length);
      expect(facts.volumeMl).toBeGreaterThan(18);
      expect(facts.volumeMl).toBeLessThan(22);
    }
  });
});
