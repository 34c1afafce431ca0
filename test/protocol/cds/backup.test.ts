import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { appendAudit, findBreak } from '@/lib/server/store/auditChain';
import { recordFeedback } from '@/lib/server/store/cardFeedback';
import { openStore, type Store } from '@/lib/server/store/openStore';
import { isSilenced, recordServedCard } from '@/lib/server/store/servedCards';
import { postgresBin, startPostgres } from '@/test/support/postgres';

const now = new Date('2026-03-05T10:00:00Z');
const entry = { action: 'feedback', outcome: '0', agent: 'a', entities: [] } as const;

/** A case with a card that was set aside, and the audit events of it. */
async function fill(store: Store): Promise<void> {
  const uuid = randomUUID();
  const served = { uuid, client: 'ehr', kind: 'no-bmd', order_pseudonym: 'order', case_pseudonym: 'case' };
  await recordServedCard(store, { ...served, served_at: now.toISOString() });
  const feedback = { cardUuid: uuid, outcome: 'overridden', at: now.toISOString(), suggestionUuids: [] } as const;
  await recordFeedback(store, 'ehr', { ...feedback, commented: false }, [], now);
  for (let count = 0; count < 3; count += 1) await appendAudit(store, entry, now);
}

/** What docs/integrator.md promises of a restored backup. */
async function expectToGoOn(restored: Store): Promise<void> {
  expect(await isSilenced(restored, 'case', now)).toBe(true);
  await appendAudit(restored, entry, now);
  const events = await restored.selectFrom('audit_event').select('sequence').execute();
  expect(events).toHaveLength(4);
  expect(await findBreak(restored)).toBeUndefined();
}

test('a copy of SQLite made by VACUUM INTO while the server runs goes on where the copy was made', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'backcast-backup-'));
  const store = await openStore({ dataFolder: path.join(folder, 'live') });
  await fill(store);
  mkdirSync(path.join(folder, 'restored'));
  await sql.raw(`VACUUM INTO '${path.join(folder, 'restored', 'backcast.db')}'`).execute(store);
  await appendAudit(store, entry, now);
  const restored = await openStore({ dataFolder: path.join(folder, 'restored') });
  await expectToGoOn(restored);
  await Promise.all([store.destroy(), restored.destroy()]);
  rmSync(folder, { recursive: true });
});

const testWithPostgres = postgresBin ? test : test.skip;

testWithPostgres('a dump by pg_dump, restored into an empty database, goes on where it was made', async () => {
  const { url, stop } = await startPostgres();
  const restoredUrl = url.replace(/postgres$/, 'restored');
  const store = await openStore({ databaseUrl: url, dataFolder: '' });
  await fill(store);
  const dump = execFileSync(path.join(postgresBin ?? '', 'pg_dump'), ['--no-owner', url]);
  await sql.raw('create database restored').execute(store);
  execFileSync(path.join(postgresBin ?? '', 'psql'), ['--quiet', '--set=ON_ERROR_STOP=1', restoredUrl], {
    input: dump,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const restored = await openStore({ databaseUrl: restoredUrl, dataFolder: '' });
  await expectToGoOn(restored);
  await Promise.all([store.destroy(), restored.destroy()]);
  await stop();
});
