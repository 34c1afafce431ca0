import type { FhirResource } from 'fhir/r4';
import type { Coding } from '@/lib/core/coding';

/**
 * CDS Hooks 2.0.1 responses. Members that do not apply are left out, never null or empty ("CDS Service Response" and
 * section "Card Attributes" of https://cds-hooks.hl7.org/2.0/).
 */
export interface CdsResponse {
  readonly cards: readonly Card[];
}

/** Backcast never sends `critical`: a card informs and does not stop an order (C2). */
export type Indicator = 'info' | 'warning';

export interface Card {
  readonly uuid: string;
  /** Under 140 characters. */
  readonly summary: string;
  /** GitHub-flavoured Markdown, at most four lines (C7). */
  readonly detail: string;
  readonly indicator: Indicator;
  readonly source: { readonly label: string; readonly url: string; readonly topic: Coding };
  readonly suggestions?: readonly Suggestion[];
  /** Required where there are suggestions. */
  readonly selectionBehavior?: 'any';
  readonly overrideReasons: readonly Coding[];
  readonly links: readonly Link[];
}

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly CreateAction[];
}

export interface CreateAction {
  readonly type: 'create';
  readonly description: string;
  readonly resource: FhirResource;
}

/** `appContext` is allowed on `smart` links only; it is a string that the launch hands back (here JSON). */
export type Link =
  | { readonly label: string; readonly url: string; readonly type: 'absolute' }
  | { readonly label: string; readonly url: string; readonly type: 'smart'; readonly appContext: string };

export const noCards: CdsResponse = { cards: [] };
