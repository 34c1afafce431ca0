import 'server-only';
import { createHash } from 'node:crypto';
import type { Store } from './openStore';

/** Claims a JWT id for this one use; false if any server process saw it before. The primary key decides a race. */
export async function claimTokenId(store: Store, issuer: string, jti: string, expires: Date): Promise<boolean> {
  const id = createHash('sha256').update(`${issuer.length}:${issuer}${jti}`).digest('hex');
  const { numInsertedOrUpdatedRows } = await store
    .insertInto('token_id')
    .values({ id, expires_at: expires.toISOString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Forgets ids whose tokens have expired: those are refused by their date. */
export async function forgetExpiredTokenIds(store: Store, now: Date): Promise<void> {
  await store.deleteFrom('token_id').where('expires_at', '<', now.toISOString()).execute();
}
