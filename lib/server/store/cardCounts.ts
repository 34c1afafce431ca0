import 'server-only';
import type { Store } from './openStore';

/** What became of the cards of the last months; what nobody answered is silent, because ignored cards are not reported. */
export interface CardCounts {
  readonly cards: readonly {
    readonly kind: string;
    readonly outcome: 'accepted' | 'overridden' | 'silent';
    readonly reason: string;
    readonly count: number;
  }[];
  readonly acceptedSuggestions: readonly { readonly suggestion: string; readonly count: number }[];
  /** Orders that any of these cards was for: more cards than orders are repetitions. */
  readonly orders: number;
}

/** Counts over all processes, from the store; served cards are the denominator (experience.md, "Metrics"). */
export async function cardCounts(store: Store, since: Date): Promise<CardCounts> {
  const from = since.toISOString();
  const recent = store.selectFrom('served_card').where('served_at', '>=', from);
  const [cards, accepted, orders] = await Promise.all([
    recent
      .leftJoin('card_feedback', 'card_feedback.card_uuid', 'served_card.uuid')
      .select((eb) => ['kind', 'outcome', 'reason_code', eb.fn.countAll().as('count')])
      .groupBy(['kind', 'outcome', 'reason_code'])
      .execute(),
    recent
      .innerJoin('accepted_suggestion', 'accepted_suggestion.card_uuid', 'served_card.uuid')
      .select((eb) => ['suggestion', eb.fn.countAll().as('count')])
      .groupBy('suggestion')
      .execute(),
    recent.select((eb) => eb.fn.count('order_pseudonym').distinct().as('count')).executeTakeFirst(),
  ]);
  return {
    cards: cards.map(({ kind, outcome, reason_code, count }) => ({
      kind,
      outcome: outcome ?? 'silent',
      reason: reason_code ?? 'none',
      count: Number(count),
    })),
    acceptedSuggestions: accepted.map(({ suggestion, count }) => ({ suggestion, count: Number(count) })),
    orders: Number(orders?.count ?? 0),
  };
}
