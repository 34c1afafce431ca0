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
const pageRows = 500;

export type ChainEnd = Pick<AuditEventRow, 'hash' | 'sequence'>;

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
    const last = attempt === 0 && known ? known : await chainEnd(store);
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

/**
 * The first row that does not follow from the row before, or undefined if the chain holds. Read in pages, so that a long chain
 * neither fills the memory nor keeps hooks waiting.
 * @param anchor an end that was seen earlier and kept elsewhere: whoever cuts the chain off or writes it anew from some row on
 * leaves a chain that holds in itself, and no longer this row.
 */
export async function findBreak(store: Store, anchor?: ChainEnd): Promise<number | undefined> {
  let previous = genesisHash;
  let sequence = 0;
  for (;;) {
    const rows = await store
      .selectFrom('audit_event')
      .selectAll()
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(pageRows)
      .execute();
    for (const row of rows) {
      const follows = row.sequence === sequence + 1 && row.previous_hash === previous && isSound(row);
      if (!follows || (row.sequence === anchor?.sequence && row.hash !== anchor.hash)) return row.sequence;
      [previous, sequence] = [row.hash, row.sequence];
    }
    if (rows.length < pageRows) return anchor && anchor.sequence > sequence ? sequence + 1 : undefined;
  }
}

const isSound = ({ hash, previous_hash, event, recorded }: AuditEventRow): boolean =>
  hash === chainHash(previous_hash, event) && (JSON.parse(event) as { recorded?: string }).recorded === recorded;

const chainHash = (previous: string, event: string): string =>
  createHash('sha256').update(previous).update(event).digest('hex');

/** Where the chain ends now. */
export const chainEnd = (store: Store): Promise<ChainEnd | undefined> =>
  store.selectFrom('audit_event').select(['sequence', 'hash']).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
