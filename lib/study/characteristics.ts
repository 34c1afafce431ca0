import type { Cohort } from './cohort';
import { median, quantile } from './selection/statistics';

/** One clinical input over a group of patients: share of yes for a binary one, else median and quartiles; of known values. */
export interface Characteristic {
  readonly share?: number;
  readonly quartiles?: readonly [number, number, number];
  readonly unknown: number;
}

export interface CharacteristicRow {
  readonly label: string;
  readonly training: Characteristic;
  readonly test: Characteristic;
}

/** Clinical inputs of the training and the test patients side by side (TRIPOD+AI 20b, 20c). */
export function characteristicsOf(
  cohort: Cohort,
  training: readonly number[],
  test: readonly number[],
): CharacteristicRow[] {
  return cohort.predictors.map(({ label, kind }, column) => {
    const over = (rows: readonly number[]): Characteristic => {
      const values = rows.map((row) => cohort.clinical.data[row * cohort.clinical.columns + column]);
      const known = values.filter((value) => !Number.isNaN(value));
      const unknown = values.length - known.length;
      if (known.length === 0) return { unknown };
      if (kind === 'binary') return { share: known.reduce((sum, value) => sum + value, 0) / known.length, unknown };
      return { quartiles: [quantile(known, 0.25), median(known), quantile(known, 0.75)], unknown };
    };
    return { label, training: over(training), test: over(test) };
  });
}
