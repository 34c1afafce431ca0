import { orThrow } from '@/lib/core/result';
import { featureDictionary } from '@/lib/radiomics/dictionary/featureDictionary';
import { extract } from '@/lib/radiomics/extract';
import { meanOfFeatures } from '@/lib/radiomics/features/featureValues';
import { glcmFeatureNames, glcmFeatures } from '@/lib/radiomics/features/glcm';
import { ngtdmFeatures } from '@/lib/radiomics/features/ngtdm';
import type { FeatureClassName } from '@/lib/radiomics/parameters/settings';
import type { Volume } from '@/lib/volume/volume';
import { readNpy } from '../../support/npy';
import { differences } from '../../support/radiomicsComparison';
import { describeWithReferenceData, referenceBytes, referenceText, referenceVolume } from '../../support/referenceData';

interface Baseline {
  readonly name: string;
  readonly setting: Record<string, unknown>;
  readonly features: Record<string, number>;
}

/** The columns of one baseline file; cells that hold Python tuples are quoted. */
function baselines(featureClass: FeatureClassName): Baseline[] {
  const rows = referenceText(`radiomics/pyradiomics/baseline/baseline_${featureClass}.csv`)
    .trim()
    .split('\n')
    .map((row) => Array.from(row.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g), ([, cell]) => cell.replace(/^"|"$/g, '')));
  const column = (index: number, label: string) => rows.find(([first]) => first === label)![index];
  const pythonLiteral = (text: string) =>
    JSON.parse(text.replace(/'/g, '"').replace(/None/g, 'null').replace(/True/g, 'true').replace(/False/g, 'false'));
  return rows[0].slice(1).flatMap((name, i) => {
    if (!name) return [];
    const known = rows.filter(([label]) => label.split('_')[2] in featureDictionary[featureClass]);
    return {
      name,
      setting: pythonLiteral(column(i + 1, 'diagnostics_Configuration_Settings')),
      features: Object.fromEntries(
        known.filter(([label]) => label.startsWith('original_')).map((row) => [row[0], Number(row[i + 1])]),
      ),
    };
  });
}

/** The ROI in one slice only, as shape2D was made upstream. */
function onlySlice(mask: Volume, z: number): Volume {
  const plane = mask.size[0] * mask.size[1];
  return { ...mask, data: Uint8Array.from(mask.data, (label, i) => (Math.floor(i / plane) === z ? label : 0)) };
}

const singleSlices: Readonly<Record<string, number>> = { brain1: 16, brain2: 8, lung1: 33 };
const volumes = new Map<string, Volume>();
function volume(name: string): Volume {
  const known = volumes.get(name) ?? referenceVolume(`radiomics/pyradiomics/data/${name}.nrrd`);
  volumes.set(name, known);
  return known;
}

async function wrongIn(featureClass: FeatureClassName, { name, setting, features }: Baseline): Promise<string[]> {
  const subject = name.split('_')[0];
  const label = volume(`${subject}_label`);
  const mask = featureClass === 'shape2D' ? onlySlice(label, singleSlices[subject]) : label;
  const image = subject === 'lung1' ? mask : volume(`${subject}_image`);
  const shapeSetting = featureClass === 'shape' ? { ...setting, resegmentRange: null } : setting;
  const parameters = { setting: shapeSetting, featureClass: { [featureClass]: [] } };
  const result = orThrow(await extract({ image, mask, parameters }));
  return differences(
    Object.fromEntries(Object.entries(features).filter(([label]) => label in result.features)),
    result.features,
  );
}

describeWithReferenceData('PyRadiomics’s own baselines', () => {
  it.each(['firstorder', 'glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm'] as const)(
    '%s of brain1 and brain2 in every variant',
    async (featureClass) => {
      const columns = baselines(featureClass).filter(({ name }) => !name.startsWith('lung1'));
      expect(columns.length).toBeGreaterThanOrEqual(8);
      for (const column of columns)
        expect([column.name, await wrongIn(featureClass, column)]).toEqual([column.name, []]);
    },
  );

  it('shape of brain2 and lung1; column brain1 was made upstream with an older mesh', async () => {
    const columns = baselines('shape').filter(({ name }) => name !== 'brain1');
    for (const column of columns) expect([column.name, await wrongIn('shape', column)]).toEqual([column.name, []]);
  });

  it('shape2D of one slice of brain1, brain2 and lung1', async () => {
    for (const column of baselines('shape2D'))
      expect([column.name, await wrongIn('shape2D', column)]).toEqual([column.name, []]);
  });
});

// Of the other matrices the files leave out empty sizes without saying which.
describeWithReferenceData('Features of the baseline matrices of lung1, whose image is not public', () => {
  const matrix = (featureClass: string) =>
    readNpy(referenceBytes(`radiomics/pyradiomics/baseline/lung1_${featureClass}.npy`));
  const expected = (featureClass: FeatureClassName) =>
    baselines(featureClass).find(({ name }) => name === 'lung1')!.features;
  const levels = () => matrix('ngtdm').data.filter((_, i) => i % 3 === 2);
  const prefixed = (featureClass: string, values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`original_${featureClass}_${name}`, value]));
  const wrong = (featureClass: FeatureClassName, values: Readonly<Record<string, number>>) =>
    differences(expected(featureClass), prefixed(featureClass, values));

  it('GLCM', () => {
    const { shape, data } = matrix('glcm');
    const [n, , angles] = shape;
    const features = Array.from({ length: angles }, (_, angle) =>
      glcmFeatures({
        weights: data.filter((_, i) => i % angles === angle),
        levels: levels(),
        symmetric: true,
        maximum: Math.max(...levels()),
        withMcc: true,
      }),
    );
    expect(levels()).toHaveLength(n);
    expect(
      wrong(
        'glcm',
        meanOfFeatures(
          glcmFeatureNames,
          features.filter((values) => values !== undefined),
        ),
      ),
    ).toEqual([]);
  });

  it('NGTDM', () => {
    const { data } = matrix('ngtdm');
    const column = (k: number) => data.filter((_, i) => i % 3 === k);
    expect(wrong('ngtdm', ngtdmFeatures({ level: column(2), voxels: column(0), differences: column(1) }))).toEqual([]);
  });
});
