import type { LimitFinding } from '@/lib/model/assessment';

/** Cautions that the strip of facts tells in full, by the fact that tells them; the list below it does not repeat them. */
export const toldInStrip = {
  scan: ['ct-ageing', 'contrast-unknown', 'scanner-unseen'],
  similar: ['unusual'],
  outline: ['mask-sensitive'],
  calibration: ['not-calibrated'],
} as const;
export type ToldFact = keyof typeof toldInStrip;

/** True of every patient at this site: nothing was found that a limit could be held against. */
const standing = ['not-calibrated', 'population'];
/** These doubt a number; where there is none, they say nothing. */
const ofNumber = [...standing, ...toldInStrip.similar, ...toldInStrip.outline, 'scanner-unseen'];

const among = (ids: readonly string[], { id }: LimitFinding): boolean => ids.includes(id);

export const isStanding = (finding: LimitFinding): boolean => among(standing, finding);

/** Those that a fact of the strip is to tell. */
export const cautionsOf = (fact: ToldFact, cautions: readonly LimitFinding[]): readonly LimitFinding[] =>
  cautions.filter((caution) => among(toldInStrip[fact], caution));

/** What the strip leaves to the list below it. */
export const cautionsBelowStrip = (cautions: readonly LimitFinding[]): readonly LimitFinding[] =>
  cautions.filter((caution) => !among(Object.values(toldInStrip).flat(), caution));

/** What is still worth a look where no number is given: of the data, not of the number. */
export const cautionsWithoutNumber = (cautions: readonly LimitFinding[]): readonly LimitFinding[] =>
  cautions.filter((caution) => !among(ofNumber, caution));
