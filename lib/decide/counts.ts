import type { DecisionData, DecisionPoint } from './decisionData';

/** Of 100 patients: whom one would act on, and whom one would miss. All add up to 100. */
export interface CountsPer100 {
  readonly actedOn: number;
  readonly actedWith: number;
  readonly actedWithout: number;
  readonly missed: number;
  readonly leftWithout: number;
}

/** The four cells of the report scaled to 100 by the largest remainder, so that whole people always add up. */
export function countsPer100({ tp, fp }: DecisionPoint, { patients, events }: DecisionData): CountsPer100 {
  const cells = [tp, fp, events - tp, patients - events - fp];
  const exact = cells.map((cell) => (cell * 100) / patients);
  const whole = exact.map(Math.floor);
  const open = 100 - whole.reduce((sum, value) => sum + value, 0);
  const byRemainder = exact.map((value, cell) => ({ cell, rest: value - whole[cell] })).sort((a, b) => b.rest - a.rest);
  for (const { cell } of byRemainder.slice(0, open)) whole[cell] += 1;
  const [actedWith, actedWithout, missed, leftWithout] = whole;
  return { actedOn: actedWith + actedWithout, actedWith, actedWithout, missed, leftWithout };
}

/**
 * Unneeded actions that one accepts for each needed one when acting from a threshold p on: (1 - p) / p (Vickers and Elkin
 * 2006). 5 gives 19, 30 gives 2.3.
 */
export function unneededPerNeeded(per100: number): string {
  const ratio = (100 - per100) / per100;
  return ratio >= 10 || Number.isInteger(ratio) ? String(Math.round(ratio)) : ratio.toFixed(1).replace(/\.0$/, '');
}

/** Fewer test patients than this on one side of a threshold are too few to count with; our own choice. */
export const fewestPatients = 10;

/** Whether the report has enough patients on both sides of the threshold; elsewhere the curve is greyed. */
export function isValidated({ tp, fp }: DecisionPoint, { patients }: DecisionData): boolean {
  const flagged = tp + fp;
  return flagged >= fewestPatients && patients - flagged >= fewestPatients;
}

/** How often the outcome came in those acted on, and in those not; undefined where there is nobody. */
export function observedRates({ tp, fp }: DecisionPoint, { patients, events }: DecisionData) {
  const flagged = tp + fp;
  return {
    ...(flagged > 0 && { actedOn: tp / flagged }),
    ...(flagged < patients && { left: (events - tp) / (patients - flagged) }),
  };
}
