import type { PatientLanguage } from './messages/catalogue';

/** What a patient may tick (R22). */
export const mattersChoices = ['walking', 'sleep', 'tablets', 'no-procedure'] as const;
export type Matter = (typeof mattersChoices)[number];

export const textSizes = ['large', 'larger', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

/** Which half of each option stands first; both the choice and each switch are kept (R12). */
export type OptionsOrder = 'good-first' | 'hard-first';

export type ConsentEvent =
  | 'opened'
  | 'order-good-first'
  | 'order-hard-first'
  | 'average-shown'
  | 'handed-over'
  | 'taken-back'
  | 'teach-back'
  | 'printed'
  | 'saved-as-pdf'
  | `language-${PatientLanguage}`;

/** How the patient said it back, as the clinician recorded it (R17). */
export interface TeachBack {
  readonly words: string;
  readonly understood: boolean;
  readonly by: string;
  readonly at: string;
}

/** A four-digit PIN, salted and hashed; it keeps a patient in the patient view, not an attacker out of the device. */
export interface HandOverLock {
  readonly salt: string;
  readonly sha256: string;
}

/** One conversation about one signed estimate, or about one abstention. */
export interface ConsentRecord {
  /** What it is about: the estimate's identifier, or the instant of the abstention. Another one starts a new record. */
  readonly about: string;
  /** For an abstention: who looked at the reasons and opened the patient view. */
  readonly openedBy?: string;
  readonly openedAt?: string;
  readonly language: PatientLanguage;
  readonly textSize: TextSize;
  readonly order: OptionsOrder;
  readonly averageShown: boolean;
  readonly mattersMost: readonly Matter[];
  readonly mattersOther: string;
  readonly ownQuestions: string;
  readonly teachBack?: TeachBack;
  readonly lock?: HandOverLock;
  readonly log: readonly { readonly at: string; readonly what: ConsentEvent }[];
}

/** Free text that still fits the printed page. */
export const longestText = { mattersOther: 80, ownQuestions: 280, teachBack: 280 } as const;

export const newConsentRecord = (about: string): ConsentRecord => ({
  about,
  language: 'en',
  textSize: 'large',
  order: 'good-first',
  averageShown: false,
  mattersMost: [],
  mattersOther: '',
  ownQuestions: '',
  log: [],
});

/** The record with a change and, where it is one to remember, the event with its time. */
export function recorded(
  record: ConsentRecord,
  change: Partial<ConsentRecord>,
  at: string,
  what?: ConsentEvent,
): ConsentRecord {
  return { ...record, ...change, log: what ? [...record.log, { at, what }] : record.log };
}
