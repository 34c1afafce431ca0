import 'server-only';
import type { AugmentationOrders } from '@/lib/cds/augmentationOrder';
import { buildCard } from '@/lib/cds/buildCard';
import type { Card } from '@/lib/cds/card';
import { chooseCard } from '@/lib/cds/chooseCard';
import type { HookRequest } from '@/lib/cds/hookRequest';
import { orderFacts } from '@/lib/cds/orderFacts';
import { ordersInPlace } from '@/lib/cds/ordersInPlace';
import type { Prefetched } from '@/lib/cds/prefetch';
import { appendAudit } from '../store/auditChain';
import { isSilenced, recordServedCard } from '../store/servedCards';
import type { CdsDeps, ListedClient } from './deps';
import { resourcesIn } from './readPrefetchedChart';
import { suggestionUuids } from './suggestionUuids';

/** The cards of a call: at most one an order (C4), none for a case that was answered in the last 30 days. */
export async function cardsForOrders(
  { asked, levelsPlanned }: AugmentationOrders,
  prefetched: Prefetched,
  request: HookRequest,
  client: ListedClient,
  deps: CdsDeps,
): Promise<readonly Card[]> {
  const now = deps.now();
  const { patientId } = request.context;
  const signed = deps.readSignedEstimates(prefetched, patientId, client);
  const known = [...resourcesIn(prefetched.orders), ...draftsIn(request)];
  const inPlace = ordersInPlace(known, patientId, now, client.suggestedOrderCodes);
  const cards: Card[] = [];
  for (const order of asked) {
    const chart = deps.readChart(prefetched, order, client, now);
    if (!chart || chart.patient.id !== patientId) continue;
    const abstains = deps.abstains(chart, levelsPlanned, client, now);
    const facts = orderFacts(order, chart, signed, inPlace, abstains);
    const choice = chooseCard(facts);
    if (!choice) continue;
    const patient = [client.iss, patientId];
    const casePseudonym = deps.pseudonymise('case', ...patient, facts.level ?? '');
    if (await isSilenced(deps.store, casePseudonym, now)) continue;
    const card = buildCard(choice, facts, {
      patientId,
      appUrl: deps.appUrl,
      now,
      newUuid: deps.newUuid,
      suggestionUuid: suggestionUuids(deps.pseudonymise),
    });
    await recordServedCard(deps.store, {
      uuid: card.uuid,
      client: client.iss,
      kind: choice.kind,
      order_pseudonym: deps.pseudonymise('order', ...patient, order.reference),
      case_pseudonym: casePseudonym,
      served_at: now.toISOString(),
    });
    deps.metrics.cards.inc({ kind: choice.kind, hook: request.hook });
    cards.push(card);
  }
  if (cards.length > 0) {
    const entities = cards.map(({ uuid }) => uuid);
    const agent = deps.pseudonymise('user', client.iss, request.context.userId);
    await appendAudit(deps.store, { action: 'cards-served', outcome: '0', agent, entities }, now);
  }
  return cards;
}

const draftsIn = ({ context }: HookRequest): readonly unknown[] =>
  (context.draftOrders.entry ?? []).map(({ resource }) => resource);
