import { z } from 'zod';

/** What a clinician does in the app that the audit keeps (S16). A closed list: no text of a user gets in. */
export const appEventNames = [
  'launch',
  'view',
  'edit',
  'reveal',
  'abstain',
  'sign',
  'amend',
  'withdraw',
  'print',
  'share',
  'disagree',
] as const;

export type AppEventName = (typeof appEventNames)[number];

/**
 * One event, as the app reports it. The launch id is the random state of the launch: it ties the events of one case
 * together, and says nothing about the patient.
 */
export const appEvent = z.strictObject({
  event: z.enum(appEventNames),
  launch: z.string().regex(/^[\w-]{8,128}$/),
  /** Why it abstained, by the ids of the model's limits. */
  reasons: z
    .array(z.string().regex(/^[a-z0-9-]{1,60}$/))
    .max(40)
    .optional(),
});

export type AppEvent = z.infer<typeof appEvent>;
