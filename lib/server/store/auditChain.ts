import 'server-only';
import { createHash } from 'node:crypto';
import type { AppEventName } from '@/lib/core/appEvents';
import { canonicalJson } from '@/lib/core/hash';
import type { Store } from './openStore';
import type { AuditEventRow } from './schema';

/** FHIR R4 AuditEvent-shaped, reduced to what the store may hold: codes, outcome and pseudonyms (S16). */
export interface AuditEntry {
  readonly action: 'cards-served' | 'feedback' | AppEventName;
  readonly outcome: '0' | '4' | '8';
  readonly agent: string;
  readonly entities: readonly string[];
  readonly detail?: Readonly<Record<string, string | number>>;
}

const genesisHash = '0'.repeat(64);
const maxAttempts = 50;

type ChainEnd = Pick<AuditEventRow, 'hash' | 'sequence'>;

/** The end of each chain as this process last wrote it. Its own writers wait for one another instead of racing. */
const ends = new WeakMap<Store, Promise<ChainEnd | undefined>>();

/**
 * Appends an event: each row holds the hash of the row before, so that a changed or removed row is seen. The unique
 * constraint on that hash lets one of two racing processes win; the other reads the new end and tries again.
 */
export async function appendAudit(store: Store, entry: AuditEntry, now: Date): Promise<void> {
  const turn = (ends.get(store) ?? Promise.resolve(undefined)).then((end) => append(store, entry, now, end));
  ends.set(
    store,
    turn.catch(() => undefined),
  );
  await turn;
}

/** @param known where the chain ended when this process last looked; another one may have added since. */
async function append(store: Store, entry: AuditEntry, now: Date, known: ChainEnd | undefined): Promise<ChainEnd> {
  const recorded = now.toISOString();
  const event = canonicalJson({ resourceType: 'AuditEvent', recorded, ...entry });
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const last = attempt === 0 && known ? known : await lastRow(store);
    const sequence = (last?.sequence ?? 0) + 1;
    const previous_hash = last?.hash ?? genesisHash;
    const row = { sequence, recorded, event, previous_hash, hash: chainHash(previous_hash, event) };
    const { numInsertedOrUpdatedRows } = await store
      .insertInto('audit_event')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if ((numInsertedOrUpdatedRows ?? 0n) > 0n) return row;
  }
  throw new Error(`The audit chain was contended ${maxAttempts} times`);
}

/** The first row whose hash does not follow from the row before, or undefined if the chain holds. */
export async function findBreak(store: Store): Promise<number | undefined> {
  const rows = await store.selectFrom('audit_event').selectAll().orderBy('sequence').execute();
  let previous = genesisHash;
  for (const [index, row] of rows.entries()) {
    const follows =
      row.previous_hash === previous && row.hash === chainHash(previous, row.event) && row.sequence === index + 1;
    if (!follows) return row.sequence;
    previous = row.hash;
  }
  return undefined;
}

const chainHash = (previous: string, event: string): string =>
  createHash('sha256').update(previous).update(event).digest('hex');

const lastRow = (store: Store): Promise<ChainEnd | undefined> =>
  store.selectFrom('audit_event').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
