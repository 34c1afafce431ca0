import 'server-only';
import type { CardFeedback } from '@/lib/cds/feedback';
import type { Store } from './openStore';

export type FeedbackOutcome = 'recorded' | 'known' | 'unknown-card';

/**
 * Keeps the first feedback on a card; the same again changes nothing, so a client may repeat a call that it is unsure of.
 * A card that this client was not served is refused.
 */
export async function recordFeedback(store: Store, client: string, feedback: CardFeedback): Promise<FeedbackOutcome> {
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
      given_at: feedback.at,
      case_pseudonym: card.case_pseudonym,
    })
    .onConflict((conflict) => conflict.column('card_uuid').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows && numInsertedOrUpdatedRows > 0n ? 'recorded' : 'known';
}
