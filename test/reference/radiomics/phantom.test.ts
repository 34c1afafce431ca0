import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orThrow } from '@/lib/core/result';
import { readVolume } from '@/lib/volume/formats/readVolume';
import { caseDifferences, radiomicsCases } from '../../support/radiomicsCases';

const folder = join(__dirname, 'phantom');
const volume = (name: string) => orThrow(readVolume(new Uint8Array(readFileSync(join(folder, name)))));

describe.each([
  { phantom: 'vertebra_phantom_a', configurations: 33, rows: 9491 },
  { phantom: 'vertebra_phantom_a_aniso', configurations: 10, rows: 2189 },
])('The synthetic wedge fracture $phantom', ({ phantom, configurations, rows }) => {
  const image = volume(`${phantom}_image.nrrd`);
  const mask = volume(`${phantom}_label.nrrd`);
  const cases = radiomicsCases(join(folder, `${phantom}_settings.json`));

  it.each(cases.map((testCase) => [testCase.name, testCase] as const))(
    'gives PyRadiomics’s features and diagnostics with %s',
    async (_name, testCase) => {
      expect(await caseDifferences(image, mask, testCase)).toEqual([]);
    },
  );

  it(`is compared in ${configurations} configurations, ${rows} values`, () => {
    expect(cases).toHaveLength(configurations);
    const values = cases.map(({ features, diagnostics }) => Object.keys({ ...features, ...diagnostics }).length);
    expect(values.reduce((a, b) => a + b, 0)).toBe(rows);
  });
});
