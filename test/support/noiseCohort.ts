import { seededRandom } from '@/lib/core/random';
import { type Cohort, clinicalPredictors } from '@/lib/study/cohort';
import { matrixOf } from '@/lib/study/matrix';

export const selectionOptions = { features: 5, leastIcc: 0.75, duplicate: 0.9, screen: 0.1, resamples: 10, seed: 1 };

/** Patients whose `features` columns are noise, but for those that `signal` names. */
export function cohortOf(patients: number, features: number, seed: number, signal: readonly number[] = []): Cohort {
  const random = seededRandom(seed, 'cohort');
  const y = Uint8Array.from({ length: patients }, () => (random.uniform() < 0.25 ? 1 : 0));
  const rows = Array.from(y, (label) =>
    Array.from({ length: features }, (_, i) => random.normal() + (signal.includes(i) ? 1.5 * label : 0)),
  );
  return {
    patients: rows.map((_, i) => `P${i}`),
    predictors: clinicalPredictors.slice(0, 1),
    clinical: matrixOf(rows.map(() => [70 + 5 * random.normal()])),
    featureNames: Array.from({ length: features }, (_, i) => `f${i}`),
    features: matrixOf(rows),
    secondReader: { rows: [], features: matrixOf([], features) },
    y,
    groups: {},
  };
}

export const everyRow = ({ y }: Cohort) => Array.from(y.keys());
