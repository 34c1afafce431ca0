import 'server-only';
import type { Generated, Selectable } from 'kysely';

/**
 * Everything the server keeps. No column holds patient data: patients, orders and users appear only as keyed hashes
 * (pseudonym.ts), and times are ISO instants in UTC so that SQLite and PostgreSQL store and compare them alike. The words of a
 * disagreement are typed by a clinician; what tells who a patient is was refused (identifiersIn.ts), and they can be erased.
 */
export interface StoreSchema {
  readonly served_card: ServedCardRow;
  readonly card_feedback: CardFeedbackRow;
  readonly accepted_suggestion: AcceptedSuggestionRow;
  readonly counter: CounterRow;
  readonly token_id: TokenIdRow;
  readonly rate_window: RateWindowRow;
  readonly audit_event: AuditEventRow;
  readonly disagreement: DisagreementTable;
}

export interface ServedCardRow {
  readonly uuid: string;
  readonly client: string;
  readonly kind: string;
  readonly order_pseudonym: string;
  /** Patient and level: what the 30 days of silence are for. */
  readonly case_pseudonym: string;
  readonly served_at: string;
}

export interface CardFeedbackRow {
  readonly card_uuid: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly reason_code: string | null;
  readonly commented: number;
  readonly suggestion_count: number;
  readonly given_at: string;
  /** As of the card; every row has it since the migration that added it. */
  readonly case_pseudonym: string | null;
  /** 1 once the audit chain has it; a server that ends in between leaves 0, and the client's next try makes up for it. */
  readonly audited: number;
}

export interface AcceptedSuggestionRow {
  readonly card_uuid: string;
  /** What was ordered by it: "dxa". */
  readonly suggestion: string;
}

export interface CounterRow {
  readonly name: string;
  readonly label: string;
  readonly value: number;
}

export interface TokenIdRow {
  /** SHA-256 of issuer and jti. */
  readonly id: string;
  readonly expires_at: string;
}

export interface RateWindowRow {
  readonly client: string;
  readonly window_start: string;
  readonly requests: number;
}

export interface AuditEventRow {
  readonly sequence: number;
  readonly recorded: string;
  /** FHIR AuditEvent-shaped JSON with pseudonyms only. */
  readonly event: string;
  readonly previous_hash: string;
  readonly hash: string;
}

interface DisagreementTable {
  readonly id: string;
  readonly given_at: string;
  /** The same as `agent` of its event in the audit chain, which has the reason and never the words. */
  readonly launch_pseudonym: string;
  readonly model_id: string;
  readonly model_version: string;
  readonly reason: string;
  readonly words: string | null;
  /** As of CardFeedbackRow. */
  readonly audited: number;
  /** Staff of the hospital, as typed by whoever settled it. */
  readonly settled_by: Generated<string | null>;
  readonly settled_at: Generated<string | null>;
  readonly erased_at: Generated<string | null>;
}

export type DisagreementRow = Selectable<DisagreementTable>;
