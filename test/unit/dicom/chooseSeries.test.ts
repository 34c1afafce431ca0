import dicomParser from 'dicom-parser';
import { dataSetReader } from '@/lib/dicom/attributeReader';
import type { Attributes } from '@/lib/dicom/attributes';
import { chooseSeries } from '@/lib/dicom/chooseSeries';
import { writePart10 } from '@/lib/dicom/writePart10';
import { ctSliceAttributes, fixtureGeometry } from '../../support/ctFixture';

const series = (uid: string, count: number, changes: Attributes) =>
  Array.from({ length: count }, (_, z) =>
    dataSetReader(
      dicomParser.parseDicom(
        writePart10(ctSliceAttributes(fixtureGeometry, z, { SeriesInstanceUID: uid, ...changes })),
      ),
    ),
  );

describe('choosing the series of a study', () => {
  test('no contrast comes before contrast, thin before thick, and each reason is told', () => {
    const { chosen, usable, unusable } = chooseSeries([
      series('2.25.1', 40, { SeriesDescription: 'Portal', ContrastBolusAgent: 'Iohexol', SliceThickness: 1 }),
      series('2.25.2', 30, { SeriesDescription: 'Native 3', ContrastBolusAgent: 'NONE', SliceThickness: 3 }),
      series('2.25.3', 60, { SeriesDescription: 'Native 1', ContrastBolusAgent: 'NONE', SliceThickness: 1 }),
      series('2.25.4', 20, { SeriesDescription: 'Unclear', SliceThickness: 1 }),
      series('2.25.5', 2, { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }),
      series('2.25.6', 30, { ImageType: ['DERIVED', 'SECONDARY', 'MPR'] }),
      series('2.25.7', 3, {}),
      series('2.25.8', 1, { Modality: 'SR' }),
    ]);
    expect(chosen?.description).toBe('Native 1');
    expect(usable.map(({ seriesUid, reason }) => [seriesUid, reason])).toEqual([
      ['2.25.3', 'Comes first: without contrast, 1 mm slices, 60 slices'],
      ['2.25.2', 'Thicker slices (3 mm)'],
      ['2.25.4', 'Does not say whether contrast was given'],
      ['2.25.1', 'With contrast'],
    ]);
    expect(unusable.map(({ seriesUid, reason }) => [seriesUid, reason])).toEqual([
      ['2.25.5', 'a localizer (LOCALIZER)'],
      ['2.25.6', 'derived from other images (DERIVED\\SECONDARY\\MPR)'],
      ['2.25.7', 'only 3 slices'],
      ['2.25.8', 'not a CT image (SR)'],
    ]);
  });

  test('a study without a usable series has none to choose', () => {
    expect(chooseSeries([series('2.25.5', 2, {})]).chosen).toBeUndefined();
    expect(chooseSeries([])).toEqual({ usable: [], unusable: [] });
  });
});
