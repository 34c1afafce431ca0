import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { openStore, type Store } from '@/lib/server/store/openStore';
import { postgresBin, startPostgres } from './postgres';

/** A database server that gives an empty store as often as it is asked. */
export interface TestDatabase {
  readonly empty: () => Promise<Store>;
  /** The store that was last made empty, opened once more, as another process would. */
  readonly again: () => Promise<Store>;
  readonly stop: () => Promise<void>;
}

type Start = () => Promise<TestDatabase>;

async function startSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backcast-sqlite-'));
  let count = 0;
  const again = () => openStore({ dataFolder: path.join(folder, String(count)) });
  const empty = () => {
    count += 1;
    return again();
  };
  return { empty, again, stop: async () => rmSync(folder, { recursive: true }) };
}

async function startEmptyPostgres(): Promise<TestDatabase> {
  const { url, stop } = await startPostgres();
  const again = () => openStore({ databaseUrl: url, dataFolder: '' });
  const empty = async () => {
    const store = await again();
    await sql`truncate served_card, card_feedback, accepted_suggestion, counter, token_id, rate_window, audit_event, disagreement`.execute(
      store,
    );
    return store;
  };
  return { empty, again, stop };
}

/** Both databases that the product runs on; PostgreSQL where it is installed. */
export const databases: readonly (readonly [string, Start])[] = [
  ['SQLite', startSqlite],
  ...(postgresBin ? [['PostgreSQL', startEmptyPostgres] as const] : []),
];
