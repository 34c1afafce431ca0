import 'server-only';
import type { Disagreement } from '@/lib/core/appEvents';
import type { Store } from './openStore';
import type { DisagreementRow } from './schema';

/** `unaudited`: kept by an earlier try that did not come as far as the audit chain. */
export type QueueOutcome = 'queued' | 'unaudited' | 'known';

/** Keeps a disagreement for those who watch the model (S19); the same again changes nothing, so a browser may send it once more. */
export async function queueDisagreement(
  store: Store,
  id: string,
  launchPseudonym: string,
  { modelId, modelVersion, reason, words }: Disagreement,
  now: Date,
): Promise<QueueOutcome> {
  const { numInsertedOrUpdatedRows } = await store
    .insertInto('disagreement')
    .values({
      id,
      given_at: now.toISOString(),
      launch_pseudonym: launchPseudonym,
      model_id: modelId,
      model_version: modelVersion,
      reason,
      words: words ?? null,
      audited: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  if ((numInsertedOrUpdatedRows ?? 0n) > 0n) return 'queued';
  return (await disagreementOf(store, id))?.audited === 0 ? 'unaudited' : 'known';
}

export async function markDisagreementAudited(store: Store, id: string): Promise<void> {
  await store.updateTable('disagreement').set({ audited: 1 }).where('id', '=', id).execute();
}

/** The queue, oldest first: what is open, or all that there ever was. */
export function listDisagreements(store: Store, which: 'open' | 'all'): Promise<readonly DisagreementRow[]> {
  const rows = store.selectFrom('disagreement').selectAll().orderBy('given_at').orderBy('id');
  return (which === 'open' ? rows.where('settled_at', 'is', null) : rows).execute();
}

export async function countOpenDisagreements(store: Store): Promise<number> {
  const { count } = await store
    .selectFrom('disagreement')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export const disagreementOf = (store: Store, id: string): Promise<DisagreementRow | undefined> =>
  store.selectFrom('disagreement').selectAll().where('id', '=', id).executeTakeFirst();

/** Whether it was open until now. */
export async function settleDisagreement(store: Store, id: string, by: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await store
    .updateTable('disagreement')
    .set({ settled_by: by, settled_at: now.toISOString() })
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
