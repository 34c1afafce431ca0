import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFeature, featureDictionary } from '@/lib/radiomics/dictionary/featureDictionary';
import { allFeatures } from '@/lib/radiomics/features/featureNames';
import { featureClassNames } from '@/lib/radiomics/parameters/settings';

const reference = join(__dirname, '../../reference/radiomics');
const read = (path: string) => readFileSync(join(reference, path), 'utf8');
const entries = featureClassNames.flatMap((featureClass) =>
  Object.entries(featureDictionary[featureClass]).map(([name, entry]) => ({ featureClass, name, entry })),
);

describe('Every feature is documented and held against a reference', () => {
  it.each(featureClassNames)('%s: the dictionary holds exactly the features that are computed', (featureClass) => {
    expect(Object.keys(featureDictionary[featureClass]).sort()).toEqual([...allFeatures(featureClass)].sort());
  });

  it.each(entries)('$featureClass $name has formula, unit, range and meaning', ({ entry }) => {
    for (const text of [entry.formula, entry.unit, entry.range, entry.meaning]) expect(text.trim()).not.toBe('');
    expect(entry.meaning).not.toMatch(/[{}]|undefined/);
    expect(entry.meaning.endsWith('.')).toBe(true);
  });

  it('a feature that IBSI defines carries its four-character identifier once, any other says how it differs', () => {
    const ids = entries.flatMap(({ entry }) => entry.ibsi?.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9A-Z]{4}$/);
    for (const { entry } of entries.filter(({ entry }) => entry.ibsi === null)) expect(entry.divergence).toBeTruthy();
  });

  it('each has PyRadiomics’s value in the reference data of this repository', () => {
    const known = new Set(
      [read('phantom/vertebra_phantom_a_features.csv'), read('fixtures/shape2d_phantom_slices.json')]
        .join('\n')
        .match(/original_\w+_\w+/g),
    );
    const missing = entries.filter(({ featureClass, name }) => !known.has(`original_${featureClass}_${name}`));
    expect(missing.map(({ featureClass, name }) => `${featureClass} ${name}`)).toEqual([]);
  });

  it('is found by the full name of any image type', () => {
    expect(describeFeature('log-sigma-2-0-mm-3D_glcm_JointEntropy')?.ibsi?.id).toBe('TU9B');
    expect(describeFeature('wavelet-LLH_glcm_Nonsense')).toBeUndefined();
  });
});
