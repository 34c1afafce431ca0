/** The commands as docs/research.md writes them, each in a process of its own, from nothing to a scored case. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readModelPackage } from '@/lib/server/models/readModelPackage';
import { parseCsv } from '@/lib/study/csv';

const folder = mkdtempSync(path.join(tmpdir(), 'backcast-study-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => path.join(folder, ...parts);

/** Only first-order features of the original image: the command line is tried here, not the extractor. */
const parameters = {
  imageType: { Original: {} },
  setting: { binWidth: 25, label: 1 },
  featureClass: { firstorder: [], glcm: [] },
};

function backcast(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, ['bin/backcast.mjs', ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, out, err })));
}

const extract = (...more: string[]) =>
  backcast(
    'extract',
    '--cohort',
    at('cohort.csv'),
    '--out',
    at('features.csv'),
    '--params',
    at('params.json'),
    ...more,
  );

test('simulate, extract in shards, study and score, from nothing to a scored case', async () => {
  writeFileSync(at('params.json'), JSON.stringify(parameters));
  const simulated = await backcast(
    'simulate',
    '--patients',
    '60',
    '--seed',
    '3',
    '--out',
    folder,
    '--second-reader',
    '10',
  );
  expect(simulated.code).toBe(0);

  // Three tasks of an array job, two of them at the same time; each writes a file of its own.
  const shards = await Promise.all([extract('--shard', '1/3'), extract('--shard', '3/3')]);
  expect(shards.map(({ code }) => code)).toEqual([0, 0]);
  // The third was killed in the middle of a line.
  appendFileSync(at('features.1-of-3.csv'), 'P0001,1,12.5');
  const joined = await extract();
  expect(joined.code).toBe(0);
  const [head, ...rows] = parseCsv(readFileSync(at('features.csv'), 'utf8'));
  expect(rows).toHaveLength(70);
  expect(rows.every((row) => row.length === head.length)).toBe(true);
  expect(new Set(rows.map(([patient, reader]) => `${patient}/${reader}`)).size).toBe(70);

  const again = await extract();
  expect(again).toMatchObject({ code: 0, err: '' });

  const study = await backcast(
    'study',
    '--cohort',
    at('cohort.csv'),
    '--features',
    at('features.csv'),
    '--out',
    at('model'),
    '--members',
    '5',
    '--bootstrap',
    '50',
  );
  expect(study.code).toBe(0);
  expect(study.out).toMatch(/AUROC/);
  expect(readFileSync(at('model/report/index.html'), 'utf8')).toContain(study.out.trim().slice(0, 30));
  const manifest = JSON.parse(readFileSync(at('model/manifest.json'), 'utf8'));
  // What the pages read: manifest, card and report, each by its schema.
  const shown = await readModelPackage(at('model'));
  expect(shown.report.models.map(({ name }) => name)).toEqual(['tabnet', 'logistic', 'svm', 'forest', 'boosting']);

  // Nobody said so, and still: a package of made-up patients never passes for another.
  expect(manifest).toMatchObject({ status: 'demonstration', cohort: { simulated: true } });
  expect(readFileSync(at('model/report/index.html'), 'utf8')).toContain('All patients are made up.');
  writeFileSync(at('package.json'), JSON.stringify({ status: 'validated', simulated: false }));
  const passedOff = await backcast(
    ...['study', '--cohort', at('cohort.csv'), '--features', at('features.csv'), '--out', at('other')],
    ...['--package', at('package.json')],
  );
  expect(passedOff.code).toBe(2);
  expect(passedOff.err).toContain('The cohort is simulated');

  const reference = Object.fromEntries(
    manifest.inputs.map(({ name, reference }: { name: string; reference: number }) => [name, { value: reference }]),
  );
  const facts = JSON.parse(readFileSync('models/rbp-tabnet-demo/examples/typical.json', 'utf8')).facts;
  const hash = manifest.radiomics.parametersSha256;
  writeFileSync(
    at('case.json'),
    JSON.stringify({ inputs: reference, facts: { ...facts, radiomicsParametersSha256: hash } }),
  );
  const scored = await backcast('score', '--model', at('model'), '--input', at('case.json'));
  const result = JSON.parse(scored.out);
  // Sixty patients make a poor model: it may abstain for its spread, and then for nothing else.
  if (result.kind === 'abstention') expect(result.reasons.map(({ id }: { id: string }) => id)).toEqual(['spread']);
  else expect(result.probability).toBeLessThan(0.5);
  expect(scored.code).toBe(result.kind === 'estimate' ? 0 : 3);
  // Twelve processes one after the other: minutes on a busy machine.
}, 600_000);

describe('bad use', () => {
  test.each([
    [['simulate', '--patients', '0', '--seed', '1', '--out', folder]],
    [['simulate', '--patients', '5']],
    [['extract', '--cohort', 'a.csv', '--out', 'b.csv', '--shard', '4/3']],
    [['study', '--cohort', 'a.csv']],
    [['score', '--model', 'models/rbp-tabnet-demo', '--unknown']],
  ])('%j prints the help and exits with 2', async (args) => {
    const { code, err } = await backcast(...args);
    expect(code).toBe(2);
    expect(err).toContain('Usage: backcast');
  });
});

test('the shipped examples give what their names say, the same every time', async () => {
  const score = (name: string) =>
    backcast('score', '--model', 'models/rbp-tabnet-demo', '--input', `models/rbp-tabnet-demo/examples/${name}.json`);
  const [low, high, again, unknown, old] = await Promise.all(
    ['low', 'high', 'high', 'unknown-fascia', 'abstains-old-bmd'].map(score),
  );
  expect(JSON.parse(low.out).probability).toBeLessThan(0.05);
  expect(JSON.parse(high.out).probability).toBeGreaterThan(0.3);
  expect(again.out).toBe(high.out);
  expect(JSON.parse(unknown.out).unknownSpan.inputs).toEqual(['fasciaInjury']);
  expect(old.code).toBe(3);
  expect(old.out).not.toContain('probability');
});
