import type { DecisionData } from './decisionData';

export interface RocPoint {
  readonly per100: number;
  readonly sensitivity: number;
  readonly falsePositiveRate: number;
}

/** Points of the receiver operating characteristic at the report's thresholds, from the highest threshold to the lowest. */
export function rocPoints({ points, patients, events }: DecisionData): readonly RocPoint[] {
  return points
    .map(({ per100, tp, fp }) => ({ per100, sensitivity: tp / events, falsePositiveRate: fp / (patients - events) }))
    .toSorted((a, b) => b.per100 - a.per100);
}
