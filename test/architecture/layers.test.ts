import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkLayers } from '../../scripts/layers';

const root = path.resolve(__dirname, '../..');

describe('the layers of docs/architecture.md', () => {
  const report = checkLayers(root);

  test('hold in every module of the product', () => {
    expect(report.violations).toEqual([]);
  });

  test('were checked on modules that are really there', () => {
    expect(report.moduleCount).toBeGreaterThan(10);
    expect(report.importCount).toBeGreaterThan(10);
  });
});

describe('a planted violation is seen:', () => {
  const planted: readonly [name: string, rule: string, files: Readonly<Record<string, string>>][] = [
    [
      'core imports volume',
      'layer',
      { 'lib/core/a.ts': "import { b } from '@/lib/volume/b';\nb;", 'lib/volume/b.ts': 'export const b = 1;' },
    ],
    [
      'a type-only import upwards',
      'layer',
      {
        'lib/core/a.ts': "import type { B } from '@/lib/model/b';\nexport type A = B;",
        'lib/model/b.ts': 'export type B = 1;',
      },
    ],
    [
      'a re-export upwards',
      'layer',
      { 'lib/core/a.ts': "export { b } from '../fhir/b';", 'lib/fhir/b.ts': 'export const b = 1;' },
    ],
    [
      'a dynamic import upwards',
      'layer',
      {
        'lib/core/a.ts': "export const a = () => import('@/lib/client/b');",
        'lib/client/b.ts': "import 'client-only';\nexport const b = 1;",
      },
    ],
    [
      'lib imports app',
      'layer',
      { 'lib/ui/a.ts': "import { b } from '@/app/b';\nb;", 'app/b.ts': 'export const b = 1;' },
    ],
    ['an unknown layer', 'layer', { 'lib/misc/a.ts': 'export const a = 1;' }],
    [
      'a cycle of two',
      'cycle',
      {
        'lib/core/a.ts': "import { b } from './b';\nexport const a = b;",
        'lib/core/b.ts': "import { a } from './a';\nexport const b = a;",
      },
    ],
    [
      'a module that imports itself',
      'cycle',
      { 'lib/core/a.ts': "import { a as self } from './a';\nexport const a = self;" },
    ],
    ['an import that reaches no file', 'unresolved', { 'lib/core/a.ts': "import { b } from './gone';\nb;" }],
    ['fs in a pure layer', 'pure', { 'lib/radiomics/a.ts': "import { readFileSync } from 'node:fs';\nreadFileSync;" }],
    ['fetch in a pure layer', 'pure', { 'lib/fhir/a.ts': "export const a = () => fetch('x');" }],
    ['an unseeded random number in a pure layer', 'pure', { 'lib/study/a.ts': 'export const a = Math.random();' }],
    ['a server module without its mark', 'mark', { 'lib/server/a.ts': 'export const a = 1;' }],
    ['a client module without its mark', 'mark', { 'lib/client/a.ts': 'export const a = 1;' }],
    [
      'the app imports the sandbox',
      'sandbox',
      { 'app/a.ts': "import { b } from '../sandbox/b';\nb;", 'sandbox/b.ts': 'export const b = 1;' },
    ],
    [
      'the sandbox shares SMART code',
      'sandbox',
      { 'sandbox/a.ts': "import { b } from '../lib/smart/b';\nb;", 'lib/smart/b.ts': 'export const b = 1;' },
    ],
  ];

  test.each(planted)('%s', (_name, rule, files) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'layers-'));
    try {
      for (const [file, source] of Object.entries(files)) {
        mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
        writeFileSync(path.join(folder, file), source);
      }
      expect(checkLayers(folder).violations.map((violation) => violation.rule)).toEqual([rule]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('a permitted tree has none', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'layers-'));
    mkdirSync(path.join(folder, 'lib/core'), { recursive: true });
    mkdirSync(path.join(folder, 'lib/volume'), { recursive: true });
    writeFileSync(path.join(folder, 'lib/core/a.ts'), '// window.x in a comment\nexport const a = "process.env";');
    writeFileSync(path.join(folder, 'lib/volume/b.ts'), "import { a } from '@/lib/core/a';\nexport const b = a;");
    expect(checkLayers(folder)).toEqual({ moduleCount: 2, importCount: 1, violations: [] });
    rmSync(folder, { recursive: true });
  });
});
