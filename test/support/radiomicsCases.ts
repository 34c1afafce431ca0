import { readFileSync } from 'node:fs';
import { extract } from '@/lib/radiomics/extract';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import type { Volume } from '@/lib/volume/volume';
import { differences } from './radiomicsComparison';

export interface RadiomicsCase {
  readonly name: string;
  readonly parameters: RadiomicsParameters;
  readonly features: Readonly<Record<string, number>>;
  /** "diagnostics_" rows: numbers, or arrays of numbers. */
  readonly diagnostics: Readonly<Record<string, number | number[]>>;
}

/** The configurations of a `_settings.json` file with their rows of the `_features.csv` beside it. */
export function radiomicsCases(settingsPath: string): RadiomicsCase[] {
  const { configs } = JSON.parse(readFileSync(settingsPath, 'utf8')) as {
    configs: Record<string, { parameters: RadiomicsParameters }>;
  };
  const rows = readFileSync(settingsPath.replace('_settings.json', '_features.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const cases = new Map<string, { features: Record<string, number>; diagnostics: Record<string, number | number[]> }>();
  for (const row of rows) {
    const [, config, name, value] = /^([^,]*),([^,]*),(.*)$/.exec(row)!;
    const known = cases.get(config) ?? { features: {}, diagnostics: {} };
    cases.set(config, known);
    if (name.startsWith('diagnostics_')) known.diagnostics[name] = JSON.parse(value.replace(/^"|"$/g, ''));
    else known.features[name] = value === 'nan' ? Number.NaN : Number(value);
  }
  return Object.entries(configs).map(([name, { parameters }]) => ({ name, parameters, ...cases.get(name)! }));
}

/** What is wrong with our values of a case: features beyond the acceptance, and diagnostics beyond 1e-6. */
export async function caseDifferences(image: Volume, mask: Volume, testCase: RadiomicsCase): Promise<string[]> {
  const result = await extract({ image, mask, parameters: testCase.parameters });
  if (!result.ok) return [result.problem.message];
  const { features, provenance } = result.value;
  return [...differences(testCase.features, features), ...diagnosticDifferences(testCase, provenance.diagnostics)];
}

function diagnosticDifferences({ diagnostics }: RadiomicsCase, actual: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(diagnostics).flatMap(([name, expected]) => {
    const [wanted, found] = [[expected].flat(), [actual[name]].flat() as number[]];
    const same =
      wanted.length === found.length &&
      wanted.every((value, i) => Math.abs(value - found[i]) <= 1e-9 + 1e-6 * Math.abs(value));
    return same ? [] : [`${name}: ${found}, expected ${wanted}`];
  });
}
