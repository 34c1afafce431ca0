import type { Cohort } from './cohort';
import { takeLabels } from './matrix';
import { aurocWithDelong, type Estimated } from './metrics/uncertainty';

export interface Subgroup {
  readonly by: string;
  readonly group: string;
  readonly patients: number;
  readonly events: number;
  /** Sum of predictions: events expected by the model. */
  readonly expected: number;
  /** null where there are fewer than five events or others: too few to judge. */
  readonly auroc: Estimated | null;
}

const fewest = 5;
const junction = new Set(['T11', 'T12', 'L1', 'L2']);

/** Performance by sex, age, level and scanner on the given rows. */
export function subgroupsOf(cohort: Cohort, rows: readonly number[], p: Float64Array): Subgroup[] {
  const y = takeLabels(cohort.y, rows);
  const predictor = (name: string) => cohort.predictors.findIndex((entry) => entry.name === name);
  const value = (row: number, name: string) => cohort.clinical.data[row * cohort.clinical.columns + predictor(name)];
  const groupings: Readonly<Record<string, (row: number) => string | undefined>> = {
    sex: (row) => (predictor('sex') < 0 ? undefined : value(row, 'sex') === 1 ? 'female' : 'male'),
    age: (row) => (predictor('ageYears') < 0 ? undefined : value(row, 'ageYears') >= 75 ? '75 and over' : 'under 75'),
    level: (row) => {
      const level = cohort.groups.level?.[row];
      return level && (junction.has(level) ? 'T11 to L2' : 'other levels');
    },
    scanner: (row) => cohort.groups.scanner?.[row],
  };
  return Object.entries(groupings).flatMap(([by, groupOf]) => {
    const groups = rows.map(groupOf);
    const names = [...new Set(groups.filter((group) => group !== undefined))].sort();
    return names.map((group) => {
      const members = groups.flatMap((name, i) => (name === group ? [i] : []));
      const labels = takeLabels(y, members);
      const events = labels.reduce((sum, label) => sum + label, 0);
      const predictions = members.map((i) => p[i]);
      const judged = events >= fewest && members.length - events >= fewest;
      return {
        by,
        group,
        patients: members.length,
        events,
        expected: predictions.reduce((sum, value) => sum + value, 0),
        auroc: judged ? aurocWithDelong(predictions, labels) : null,
      };
    });
  });
}
