import type { ServiceRequest } from 'fhir/r4';
import { invalid } from '../fhir/outcome';
import type { FhirStore } from '../fhir/store';
import { validate } from '../fhir/validate';
import { draftOf, isOrderable } from './catalogue';
import type { CdsCard, CdsLink, Hook } from './cdsHooks';
import type { HooksClient } from './hooksClient';

/** A card on the desk until the clinician did something with it. */
export interface ShownCard {
  readonly hook: Hook;
  readonly patientId: string;
  readonly order: string;
  readonly card: CdsCard;
  /** Labels of the suggestions that were carried out. */
  readonly accepted: readonly string[];
}

/** Order entry: drafts are kept in the chart, hooks are fired as they are chosen and signed, cards wait for an answer. */
export class OrderDesk {
  private shown: ShownCard[] = [];

  constructor(
    private readonly store: FhirStore,
    private readonly hooks: HooksClient,
    private readonly now: () => Date,
  ) {}

  draftsOf(patientId: string): ServiceRequest[] {
    return (this.store.all('ServiceRequest') as ServiceRequest[]).filter(
      ({ subject, status }) => subject.reference === `Patient/${patientId}` && status === 'draft',
    );
  }

  cardsOf(patientId: string): readonly ShownCard[] {
    return this.shown.filter((one) => one.patientId === patientId);
  }

  /** Puts a new draft into the chart and selects it. */
  async add(patientId: string, name: string, level: string, withPrefetch: boolean): Promise<void> {
    this.store.read(`Patient/${patientId}`);
    if (!isOrderable(name)) throw invalid('No such order');
    const draft = draftOf(name, level, patientId, this.now());
    validate(draft);
    const saved = this.store.save(draft, this.store.newId());
    await this.select(patientId, `ServiceRequest/${saved.id}`, withPrefetch);
  }

  /** The clinician chose a draft: order-select. */
  async select(patientId: string, order: string, withPrefetch: boolean): Promise<void> {
    await this.fire('order-select', patientId, order, withPrefetch);
  }

  /**
   * The clinician signs: order-sign with all drafts. Cards are shown first; the second press signs, whatever they say.
   * @returns whether the order was signed.
   */
  async sign(patientId: string, order: string, withPrefetch: boolean): Promise<boolean> {
    const draft = this.draftsOf(patientId).find(({ id }) => `ServiceRequest/${id}` === order);
    if (!draft) throw invalid('No such draft');
    const seen = this.shown.some((one) => one.order === order && one.hook === 'order-sign');
    if (!seen && (await this.fire('order-sign', patientId, order, withPrefetch)) > 0) return false;
    this.store.save({ ...draft, status: 'active' }, draft.id ?? '');
    this.shown = this.shown.filter((one) => one.order !== order);
    return true;
  }

  /** Carries a suggestion out, and says so to the service. Where any number may be chosen, the card stays with the others. */
  async accept(cardUuid: string, suggestionUuid: string): Promise<void> {
    const shown = this.cardOf(cardUuid);
    const { card, hook, patientId } = shown;
    const suggestion = card.suggestions?.find(({ uuid }) => uuid === suggestionUuid);
    if (!suggestion) throw invalid('No such suggestion');
    this.store.transaction(() => {
      for (const { type, resource } of suggestion.actions ?? []) {
        if (type !== 'create' || !resource) throw invalid('This EHR carries out create actions only');
        const subject = (resource as ServiceRequest).subject?.reference;
        if (subject !== `Patient/${patientId}`) throw invalid('The suggestion is about another patient');
        validate(resource);
        this.store.save(resource, this.store.newId());
      }
    });
    const suggestions = card.suggestions?.filter(({ uuid }) => uuid !== suggestionUuid) ?? [];
    const left = { ...shown, card: { ...card, suggestions }, accepted: [...shown.accepted, suggestion.label] };
    const stays = card.selectionBehavior === 'any' && suggestions.length > 0;
    this.shown = this.shown.flatMap((one) => (one !== shown ? one : stays ? left : []));
    await this.hooks.sendFeedback(hook, {
      card: cardUuid,
      outcome: 'accepted',
      acceptedSuggestions: [{ id: suggestionUuid }],
      outcomeTimestamp: this.now().toISOString(),
    });
  }

  /** Takes away a card of which something was accepted; the service was told that already. */
  close(cardUuid: string): void {
    this.cardOf(cardUuid);
    this.drop(cardUuid);
  }

  async override(cardUuid: string, reasonCode: string, userComment: string): Promise<void> {
    const { card, hook } = this.cardOf(cardUuid);
    const reason = card.overrideReasons?.find(({ code }) => code === reasonCode);
    this.drop(cardUuid);
    await this.hooks.sendFeedback(hook, {
      card: cardUuid,
      outcome: 'overridden',
      overrideReason: {
        ...(reason && { reason: { code: reason.code, ...(reason.system && { system: reason.system }) } }),
        ...(userComment && { userComment }),
      },
      outcomeTimestamp: this.now().toISOString(),
    });
  }

  /** A smart link of a card that is on the desk, with the patient that it is for. */
  linkOf(cardUuid: string, index: number): { readonly link: CdsLink; readonly patientId: string } {
    const { card, patientId } = this.cardOf(cardUuid);
    const link = card.links?.[index];
    if (link?.type !== 'smart') throw invalid('No such link');
    return { link, patientId };
  }

  private async fire(hook: Hook, patientId: string, order: string, withPrefetch: boolean): Promise<number> {
    const cards = await this.hooks.cardsFor(hook, patientId, this.draftsOf(patientId), order, withPrefetch);
    // A new answer about an order takes the place of the earlier one.
    this.shown = this.shown.filter((one) => one.order !== order);
    this.shown.push(...cards.map((card) => ({ hook, patientId, order, card, accepted: [] })));
    return cards.length;
  }

  private cardOf(uuid: string): ShownCard {
    const found = this.shown.find(({ card }) => card.uuid === uuid);
    if (!found) throw invalid('No such card');
    return found;
  }

  private drop(uuid: string): void {
    this.shown = this.shown.filter(({ card }) => card.uuid !== uuid);
  }
}
