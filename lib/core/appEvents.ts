import { z } from 'zod';
import { disagreementReasons, longestWords } from './disagreement';

/** What a clinician does in the app that the audit keeps (S16). A closed list: no text of a user gets into the audit. */
export const appEventNames = [
  'launch',
  /** By the link of a card, which names the order. */
  'launch-from-card',
  'view',
  'edit',
  'reveal',
  'abstain',
  /** A named clinician signed: for the chart, or for a note. */
  'sign',
  /** The chart holds what was signed. */
  'written',
  'write-failed',
  'amend',
  'withdraw',
  'print',
  'share',
  'disagree',
] as const;

export type AppEventName = (typeof appEventNames)[number];

/** What goes to those who watch the model beside the audit (S19), about the model that was shown. */
const disagreement = z.strictObject({
  modelId: z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/),
  modelVersion: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.-]{1,40})?$/),
  reason: z.enum(disagreementReasons),
  /** One line, without what would turn the letters of a table or a terminal around. */
  words: z
    .string()
    .max(longestWords)
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]+$/u)
    .optional(),
});

export type Disagreement = z.infer<typeof disagreement>;

/**
 * One event, as the app reports it. The launch id is the random state of the launch: it ties the events of one case
 * together, and says nothing about the patient.
 */
export const appEvent = z.strictObject({
  event: z.enum(appEventNames),
  launch: z.string().regex(/^[\w-]{8,128}$/),
  /** Why it abstained, by the ids of the model's limits; why it was written not, by the code of the problem. */
  reasons: z
    .array(z.string().regex(/^[a-z0-9-]{1,60}$/))
    .max(40)
    .optional(),
  /** With "reveal": the clinician's own estimate, people out of 100; absent where it was skipped (S2). */
  ownPer100: z.int().min(0).max(100).optional(),
  /** With "disagree"; absent from a page that was opened before this server was updated. */
  disagreement: disagreement.optional(),
});

export type AppEvent = z.infer<typeof appEvent>;
