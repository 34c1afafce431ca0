/** Why a clinician thinks that an estimate is wrong (S19). */
export const disagreementReasons = ['too-high', 'too-low', 'inputs-wrong', 'other'] as const;

export type DisagreementReason = (typeof disagreementReasons)[number];

/** Characters of the words that may go with it. */
export const longestWords = 300;
