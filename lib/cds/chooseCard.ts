import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';
import type { OrderFacts, SignedEstimate } from './orderFacts';

/** The four cards of experience.md: A no bone density, B ready to review, C signed estimate with an open action, D cleft unrecorded. */
export type CardChoice =
  | { readonly kind: 'no-bmd' }
  | { readonly kind: 'ready-to-review' }
  | {
      readonly kind: 'signed-estimate';
      readonly signed: SignedEstimate;
      readonly openActions: readonly SuggestedOrder[];
    }
  | { readonly kind: 'cleft-unrecorded' };

const afterSigning = ['bone-health-referral', 'pain-clinic-referral'] as const;

/**
 * At most one card for an order (C4). A missing bone density comes first, because without it nothing else can be done;
 * an estimate whose inputs changed since it was signed is not shown (S18), and one without an open action needs no card. What
 * is ordered already is not asked for again (C4).
 */
export function chooseCard(facts: OrderFacts): CardChoice | undefined {
  if (!facts.inScope) return undefined;
  if (facts.signed?.current) {
    const openActions = afterSigning.filter((order) => !facts.ordersInPlace.has(order));
    if (facts.osteoporosisDrugOnFile || openActions.length === 0) return undefined;
    return { kind: 'signed-estimate', signed: facts.signed, openActions };
  }
  if (!facts.bmdOnFile) return facts.otherBmdOnFile || facts.ordersInPlace.has('dxa') ? undefined : { kind: 'no-bmd' };
  if (!facts.ctOnFile) return undefined;
  if (!facts.cleftRecorded) return { kind: 'cleft-unrecorded' };
  return { kind: 'ready-to-review' };
}
