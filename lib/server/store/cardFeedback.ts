import 'server-only';
import type { CardFeedback } from '@/lib/cds/feedback';
import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';
import type { Store } from './openStore';

export type FeedbackOutcome = 'recorded' | 'known' | 'unknown-card';

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
  return numInsertedOrUpdatedRows && numInsertedOrUpdatedRows > 0n ? 'recorded' : 'known';
}
