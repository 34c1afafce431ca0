import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '@/bin/commands/disagreements';
import { queueDisagreement } from '@/lib/server/store/disagreements';
import type { Store } from '@/lib/server/store/openStore';
import { emptySqliteStore } from '@/test/support/emptyStore';

const words = 'The outline holds cement, HU 1200.';
const about = { modelId: 'rbp-tabnet-demo', modelVersion: '1.0.0' };
const environment = { ...process.env };

let store: Store;
let folder: string;
let remove: () => Promise<void>;
let said: string;

beforeEach(async () => {
  ({ store, folder, remove } = await emptySqliteStore());
  delete process.env.DATABASE_URL;
  process.env.BACKCAST_DATA = folder;
  const listen = (text?: unknown) => {
    said += `${text}\n`;
  };
  jest.spyOn(console, 'log').mockImplementation(listen);
  jest.spyOn(console, 'error').mockImplementation(listen);
  const at = (hour: string) => new Date(`2026-03-05T${hour}:00:00Z`);
  await queueDisagreement(store, 'aaaa', 'launch-2', { ...about, reason: 'other', words: '=1+1, or "so"' }, at('12'));
  await queueDisagreement(store, 'bbbb', 'launch-1', { ...about, reason: 'too-high', words }, at('10'));
  await queueDisagreement(store, 'cccc', 'launch-3', { ...about, reason: 'too-low' }, at('14'));
});
afterEach(async () => {
  process.env = { ...environment };
  jest.restoreAllMocks();
  await remove();
});

/** Exit code and what was said. */
async function disagreements(...args: string[]): Promise<[number, string]> {
  said = '';
  return [await run(args), said];
}

const onDisk = () =>
  readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name)).toString('latin1'))
    .join('\n');

describe('backcast disagreements (S19)', () => {
  test('lists what is open, the oldest first', async () => {
    expect(await disagreements()).toEqual([
      0,
      `${[
        'id    when              model                  reason    settled  words',
        `bbbb  2026-03-05 10:00  rbp-tabnet-demo 1.0.0  too-high  open     ${words}`,
        'aaaa  2026-03-05 12:00  rbp-tabnet-demo 1.0.0  other     open     =1+1, or "so"',
        'cccc  2026-03-05 14:00  rbp-tabnet-demo 1.0.0  too-low   open     (none)',
      ].join('\n')}\n`,
    ]);
  });

  test('as CSV has the launch too, and nothing that a spreadsheet would compute', async () => {
    const [code, csv] = await disagreements('--csv');
    const lines = csv.split('\n');
    expect(code).toBe(0);
    expect(lines[0]).toBe(
      'id,given_at,launch_pseudonym,model_id,model_version,reason,words,settled_by,settled_at,erased_at',
    );
    expect(lines[2]).toBe('aaaa,2026-03-05T12:00:00.000Z,launch-2,rbp-tabnet-demo,1.0.0,other,"\'=1+1, or ""so""",,,');
  });

  test('settles one by name, once; it is then listed with --all only', async () => {
    expect(await disagreements('--settle', 'bbbb', '--by', 'Dr Chen')).toEqual([0, 'bbbb is settled by Dr Chen.\n']);
    expect((await disagreements('--settle', 'bbbb', '--by', 'Dr Ruiz'))[1]).toContain(
      'bbbb was settled by Dr Chen at 20',
    );
    expect((await disagreements())[1]).not.toContain('bbbb');
    expect((await disagreements('--all'))[1]).toMatch(/bbbb .* Dr Chen, \d{4}-\d\d-\d\d {2}The outline/);
  });

  test('erases the words from the files themselves while the server has them open, and keeps that there was one', async () => {
    expect(onDisk()).toContain(words);
    expect((await disagreements('--erase', 'bbbb'))[0]).toBe(0);
    expect(onDisk()).not.toContain('outline holds cement');
    expect((await disagreements())[1]).toMatch(/bbbb .* open {5}\(erased\)/);
    expect(await disagreements('--erase', 'bbbb')).toEqual([0, 'bbbb holds no words.\n']);
  });

  test.each([
    ['--settle without --by', ['--settle', 'bbbb']],
    ['--by alone', ['--by', 'Dr Chen']],
    ['--settle and --erase at once', ['--settle', 'bbbb', '--by', 'Dr Chen', '--erase', 'bbbb']],
    ['--csv with --erase', ['--erase', 'bbbb', '--csv']],
    ['an option that there is not', ['--delete', 'bbbb']],
  ])('ends with 2 for %s, and changes nothing', async (_what, args) => {
    const before = await disagreements('--all', '--csv');
    expect((await disagreements(...args))[0]).toBe(2);
    expect(await disagreements('--all', '--csv')).toEqual(before);
  });

  test('ends with 1 for an id that is not there', async () => {
    expect(await disagreements('--erase', 'dddd')).toEqual([
      1,
      'There is no disagreement dddd. "backcast disagreements --all" lists them.\n',
    ]);
  });

  test('ends with 1 and what to look at where the database does not answer, without the address, which holds a password', async () => {
    process.env.DATABASE_URL = 'postgres://backcast:password@127.0.0.1:1/backcast';
    const [code, told] = await disagreements();
    expect(code).toBe(1);
    expect(told).toBe('The store does not answer: look at DATABASE_URL, and whether the database runs.\n');
    process.env.DATABASE_URL = 'mysql://backcast:password@127.0.0.1/backcast';
    expect(await disagreements()).toEqual([1, 'DATABASE_URL is not an address postgres://...\n']);
  });

  test('makes no store where there is none, and brings none to another schema', async () => {
    process.env.BACKCAST_DATA = path.join(folder, 'elsewhere');
    expect((await disagreements())[0]).toBe(2);
    expect(readdirSync(folder)).not.toContain('elsewhere');
    process.env.BACKCAST_DATA = folder;
    await store.schema.dropTable('disagreement').execute();
    expect(await disagreements()).toEqual([
      1,
      'This store is of an earlier release: start the server of this release once.\n',
    ]);
  });
});
