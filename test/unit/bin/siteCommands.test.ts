import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run as monitor } from '@/bin/commands/monitor';
import { run as update } from '@/bin/commands/update';
import { parseSiteRegistry } from '@/lib/server/site/siteRegistry';

const root = path.join(__dirname, '../../..');
const cases = path.join(root, 'test/reference/monitoring/cases.csv');
const model = path.join(root, 'models/rbp-tabnet-demo');

let folder: string;
let said: string;
const file = (name: string, content?: string) => {
  const at = path.join(folder, name);
  if (content !== undefined) writeFileSync(at, content);
  return at;
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'site-commands-'));
  said = '';
  const listen = (text?: unknown) => {
    said += `${text}\n`;
  };
  jest.spyOn(console, 'log').mockImplementation(listen);
  jest.spyOn(console, 'error').mockImplementation(listen);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

describe('backcast monitor (S23)', () => {
  const watch = (table: string, ...more: string[]) =>
    monitor(['--model', model, '--cases', table, '--out', file('out'), ...more]);

  test('ends with 3 where a limit is passed, names it, and writes the page and the figures', async () => {
    expect(await watch(cases)).toBe(3);
    expect(said).toContain('! observed to expected: 1.59 (1.36 to 1.85), the limits are 0.8 and 1.25.');
    expect(JSON.parse(readFileSync(file('out/results.json'), 'utf8'))).toMatchObject({
      alarms: expect.arrayContaining([expect.objectContaining({ about: 'ageYears' })]),
    });
    expect(readFileSync(file('out/index.html'), 'utf8')).toContain('1.59 (1.36 to 1.85)');
  });

  test('ends with 0 and "too few to judge" for the first weeks of a site', async () => {
    const rows = readFileSync(cases, 'utf8').split('\n').slice(0, 41);
    const known = rows.filter((row, line) => line === 0 || /,[01],[01],/.test(row));
    expect(await watch(file('few.csv', `${known.join('\n')}\n`))).toBe(0);
    expect(said).toContain('Too few to judge');
  });

  test('takes limits of its own, and refuses one that it does not know', async () => {
    const wide = { observedToExpected: [0.5, 2], psi: 1 };
    expect(await watch(cases, '--limits', file('limits.json', JSON.stringify(wide)))).toBe(0);
    expect(await watch(cases, '--limits', file('limits.json', '{"colour":1}'))).toBe(1);
    expect(said).toContain('colour');
  });

  test('ends with 1 and the line for a table it cannot use, with 2 for bad use', async () => {
    const wrong = readFileSync(cases, 'utf8').replace('2026-01-05', '05.01.2026');
    expect(await watch(file('wrong.csv', wrong))).toBe(1);
    expect(said).toContain('line 2: date "05.01.2026" is not YYYY-MM-DD');
    expect(await watch(file('absent.csv'))).toBe(2);
    expect(await watch(cases, '--flag-at', '120')).toBe(2);
    expect(existsSync(file('out'))).toBe(false);
  });
});

test('backcast update proposes, takes two approvals, and prints what the site registry reads (S24)', async () => {
  const history = ['--history', file('history.json')];
  const approve = (by: string) => update([...history, '--approve', 'site 1', '--by', by]);
  expect(await update([...history, '--model', model, '--cases', cases])).toBe(0);
  expect(said).toContain('A new intercept is enough.');
  expect(await approve('Dr Ruiz')).toBe(0);
  expect(await approve('DR RUIZ')).toBe(1);
  said = '';
  expect(await approve('Dr Chen')).toBe(0);
  const { calibration } = JSON.parse(said);
  const smart = { issuer: 'https://ehr.test/fhir', clientId: 'backcast', scopes: 'launch' };
  const sites = [{ id: 'here', name: 'Here', smart, calibration }];
  const registry = parseSiteRegistry(JSON.stringify({ publicUrl: 'https://backcast.test', sites }));
  expect(registry.ok && registry.value.sites[0].calibration).toEqual(calibration);
  expect(JSON.parse(readFileSync(file('history.json'), 'utf8')).versions[0].approvals).toHaveLength(2);
  expect(await update([...history, '--approve', 'site 1'])).toBe(2);
});
