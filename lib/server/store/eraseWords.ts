import 'server-only';
import { PostgresAdapter, sql } from 'kysely';
import type { Store } from './openStore';

/**
 * Removes the words of a disagreement for good, and keeps that there was one. A database leaves what it no longer shows in its
 * files until it needs the place, so the place is written over. Back-ups, and the write-ahead log of PostgreSQL, keep what they hold.
 * @returns whether there were words.
 */
export async function eraseWords(store: Store, id: string, now: Date): Promise<boolean> {
  const isPostgres = store.getExecutor().adapter instanceof PostgresAdapter;
  if (!isPostgres) await sql`pragma secure_delete = on`.execute(store);
  const { numUpdatedRows } = await store
    .updateTable('disagreement')
    .set({ words: null, erased_at: now.toISOString() })
    .where('id', '=', id)
    .where('words', 'is not', null)
    .executeTakeFirstOrThrow();
  // The queue is small, and written anew in a moment; the log of SQLite holds the page as it was until it is emptied.
  await (isPostgres ? sql`vacuum full disagreement` : sql`pragma wal_checkpoint(truncate)`).execute(store);
  return numUpdatedRows > 0n;
}
