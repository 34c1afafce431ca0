import 'server-only';
import type { Store } from './openStore';
import type { ServedCardRow } from './schema';

const silentDays = 30;
const millisecondsPerDay = 86_400_000;

export async function recordServedCard(store: Store, card: ServedCardRow): Promise<void> {
  await store.insertInto('served_card').values(card).execute();
}

/** Whether this case had a card accepted or overridden in the last 30 days, whichever order it was for (C4). */
export async function isSilenced(store: Store, casePseudonym: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - silentDays * millisecondsPerDay).toISOString();
  const row = await store
    .selectFrom('card_feedback')
    .select('card_uuid')
    .where('case_pseudonym', '=', casePseudonym)
    .where('given_at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
