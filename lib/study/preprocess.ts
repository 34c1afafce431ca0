import type { Cohort } from './cohort';
import { columnOf, type Matrix, matrixOf } from './matrix';
import { type Selection, type SelectionOptions, selectFeatures } from './selection/selectFeatures';
import { mean, median, populationSd, quantile } from './selection/statistics';

/** Which inputs a model gets; the ablation trains with each. */
export type InputSet = 'both' | 'clinical' | 'radiomics';

/** One input as the training rows made it. */
export interface PreparedInput {
  readonly name: string;
  readonly group: 'clinical' | 'radiomics';
  /** Column of the cohort's clinical or feature matrix. */
  readonly column: number;
  readonly mean: number;
  readonly sd: number;
  /** What a missing value is replaced by: the training median. */
  readonly fill: number;
  readonly low: number;
  readonly high: number;
  /** Share of training rows in which it is missing. */
  readonly missing: number;
  /** 5th and 95th percentile of the training rows. */
  readonly span: readonly [number, number];
}

export interface Preprocessing {
  readonly inputs: readonly PreparedInput[];
  readonly selection?: Selection;
}

/** Everything that is learned from data before a learner sees it, from the given rows alone. */
export function fitPreprocessing(
  cohort: Cohort,
  rows: readonly number[],
  set: InputSet,
  options: SelectionOptions,
): Preprocessing {
  const clinical = cohort.predictors.map(({ name }, column) =>
    prepare(cohort.clinical, rows, { name, column, group: 'clinical' }),
  );
  if (set === 'clinical') return { inputs: clinical };
  const selection = selectFeatures(cohort, rows, options);
  const radiomics = selection.chosen.map(({ name, column }) =>
    prepare(cohort.features, rows, { name, column, group: 'radiomics' }),
  );
  return { inputs: set === 'radiomics' ? radiomics : [...clinical, ...radiomics], selection };
}

function prepare(
  matrix: Matrix,
  rows: readonly number[],
  input: Pick<PreparedInput, 'name' | 'column' | 'group'>,
): PreparedInput {
  const all = columnOf(matrix, input.column);
  const known = rows.map((row) => all[row]).filter((value) => !Number.isNaN(value));
  if (known.length === 0) throw new RangeError(`${input.name} is missing in every training row`);
  const fill = median(known);
  const filled = rows.map((row) => (Number.isNaN(all[row]) ? fill : all[row]));
  const centre = mean(filled);
  const sd = populationSd(filled, centre);
  return {
    ...input,
    mean: centre,
    // A constant column becomes zeros.
    sd: sd > 0 ? sd : 1,
    fill,
    low: Math.min(...known),
    high: Math.max(...known),
    missing: 1 - known.length / rows.length,
    span: [quantile(known, 0.05), quantile(known, 0.95)],
  };
}

/** Rows as a learner takes them: missing values filled in, standardised. */
export function applyPreprocessing({ inputs }: Preprocessing, cohort: Cohort, rows: readonly number[]): Matrix {
  return matrixOf(
    rows.map((row) =>
      inputs.map(({ group, column, fill, mean: centre, sd }) => {
        const matrix = group === 'clinical' ? cohort.clinical : cohort.features;
        const value = matrix.data[row * matrix.columns + column];
        return ((Number.isNaN(value) ? fill : value) - centre) / sd;
      }),
    ),
    inputs.length,
  );
}
