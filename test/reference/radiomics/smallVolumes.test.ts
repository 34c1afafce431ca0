import { extract } from '@/lib/radiomics/extract';
import { parseParameters } from '@/lib/radiomics/parameters/parse';
import { identityDirection, type Triple } from '@/lib/volume/volume';
import { differences } from '../../support/radiomicsComparison';
import fixture from './fixtures/fuzz_small_a.json';
import randomFixture from './fixtures/random_parameters.json';

interface SmallCase {
  name: string;
  size_xyz: number[];
  spacing_xyz: number[];
  origin_xyz: number[];
  dtype: string;
  image: number[];
  mask: number[];
  setting: Record<string, unknown>;
  imageType: Record<string, Record<string, unknown>>;
  features?: Record<string, number | string>;
  error?: string;
}

const arrayTypes = { int16: Int16Array, float32: Float32Array, float64: Float64Array } as const;
const classes = ['shape', 'firstorder', 'glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm'];
const cases = [...fixture.cases, ...randomFixture.cases] as unknown as SmallCase[];

function extractCase(testCase: SmallCase) {
  const geometry = {
    size: testCase.size_xyz as unknown as Triple,
    spacingMm: testCase.spacing_xyz as unknown as Triple,
    originLps: testCase.origin_xyz as unknown as Triple,
    direction: identityDirection,
  };
  const parameters = {
    imageType: testCase.imageType,
    setting: testCase.setting,
    featureClass: Object.fromEntries(classes.map((name) => [name, []])),
  };
  const data = arrayTypes[testCase.dtype as keyof typeof arrayTypes].from(testCase.image);
  return extract({
    image: { ...geometry, data },
    mask: { ...geometry, data: Int32Array.from(testCase.mask) },
    parameters,
  });
}

describe('Small awkward volumes give PyRadiomics’s values', () => {
  it.each(cases.filter(({ features }) => features).map((testCase) => [testCase.name, testCase] as const))(
    '%s',
    async (_name, testCase) => {
      const result = await extractCase(testCase);
      if (!result.ok) throw new Error(result.problem.message);
      const expected = Object.fromEntries(
        Object.entries(testCase.features!).map(([name, value]) => [name, Number(value)]),
      );
      expect(differences(expected, result.value.features)).toEqual([]);
    },
  );
});

describe('Regions that PyRadiomics refuses are refused in its words', () => {
  it.each(cases.filter(({ error }) => error).map((testCase) => [testCase.name, testCase] as const))(
    '%s',
    async (_name, testCase) => {
      const result = await extractCase(testCase);
      expect(result.ok).toBe(false);
      expect(!result.ok && result.problem.message).toContain(testCase.error!.replace('ValueError: ', ''));
    },
  );
});

it('The fixtures hold 43 awkward and 66 random volumes', () => {
  expect([fixture.cases.length, randomFixture.cases.length]).toEqual([43, 66]);
  expect(cases.every(({ setting }) => parseParameters({ setting }).ok)).toBe(true);
});
