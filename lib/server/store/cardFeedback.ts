import 'server-only';
import type { CardFeedback } from '@/lib/cds/feedback';
import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';
import type { Store } from './openStore';

/** `unaudited`: kept by an earlier try that did not come as far as the audit chain. */
export type FeedbackOutcome = 'recorded' | 'unaudited' | 'known' | 'unknown-card';

/**
 * Keeps the first feedback on a card; the same again changes nothing, so a client may repeat a call that it is unsure of. Each
 * accepted suggestion is kept once, also where they are accepted one by one. A card that this client was not served is refused.
 * @param accepted what the accepted suggestions ordered.
 * @param now feedback counts from now at the latest: a client's clock that runs ahead must not silence a case for years.
 */
export async function recordFeedback(
  store: Store,
  client: string,
  feedback: CardFeedback,
  accepted: readonly SuggestedOrder[],
  now: Date,
): Promise<FeedbackOutcome> {
  const card = await store
    .selectFrom('served_card')
    .select('case_pseudonym')
    .where('uuid', '=', feedback.cardUuid)
    .where('client', '=', client)
    .executeTakeFirst();
  if (!card) return 'unknown-card';
  const { numInsertedOrUpdatedRows } = await store
    .insertInto('card_feedback')
    .values({
      card_uuid: feedback.cardUuid,
      outcome: feedback.outcome,
      reason_code: feedback.reasonCode ?? null,
      commented: feedback.commented ? 1 : 0,
      suggestion_count: feedback.suggestionUuids.length,
      given_at: [feedback.at, now.toISOString()].sort()[0],
      case_pseudonym: card.case_pseudonym,
      audited: 0,
    })
    .onConflict((conflict) => conflict.column('card_uuid').doNothing())
    .executeTakeFirst();
  if (accepted.length > 0) {
    await store
      .insertInto('accepted_suggestion')
      .values(accepted.map((suggestion) => ({ card_uuid: feedback.cardUuid, suggestion })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if ((numInsertedOrUpdatedRows ?? 0n) > 0n) return 'recorded';
  const kept = await store
    .selectFrom('card_feedback')
    .select('audited')
    .where('card_uuid', '=', feedback.cardUuid)
    .executeTakeFirst();
  return kept?.audited === 0 ? 'unaudited' : 'known';
}

export async function markAudited(store: Store, cardUuid: string): Promise<void> {
  await store.updateTable('card_feedback').set({ audited: 1 }).where('card_uuid', '=', cardUuid).execute();
}
