import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { ChartField } from '@/lib/model/manifestInputs';
import { type Matrix, matrixOf } from './matrix';

/** What is known about a clinical predictor before any patient is seen. */
export interface ClinicalPredictor {
  readonly name: ChartField;
  readonly label: string;
  readonly kind: 'number' | 'count' | 'binary';
  readonly unit?: string;
  /** The published effect that lets it in without selection (clinical-evidence.md), or why it is in. */
  readonly evidence: string;
  /** Whether the model may go on without it. */
  readonly optional: boolean;
}

/** The stated rule: every predictor with a published effect enters, and age and sex; none is chosen by the data. */
export const clinicalPredictors: readonly ClinicalPredictor[] = [
  { name: 'ageYears', label: 'Age', kind: 'number', unit: 'a', evidence: 'enters for adjustment', optional: false },
  { name: 'sex', label: 'Female sex', kind: 'binary', evidence: 'enters for adjustment', optional: false },
  {
    name: 'bmi',
    label: 'Body mass index',
    kind: 'number',
    unit: 'kg/m2',
    evidence: 'doi 10.1186/s12891-025-08945-w',
    optional: true,
  },
  {
    name: 'tScore',
    label: 'Lowest T-score',
    kind: 'number',
    unit: '{T-score}',
    evidence: 'doi 10.1186/s12891-025-08731-8',
    optional: false,
  },
  {
    name: 'fractureCount',
    label: 'Number of fractures',
    kind: 'count',
    evidence: 'doi 10.1016/j.wneu.2023.09.094',
    optional: false,
  },
  {
    name: 'cleft',
    label: 'Intravertebral cleft',
    kind: 'binary',
    evidence: 'doi 10.1186/s12891-025-08731-8',
    optional: false,
  },
  {
    name: 'fasciaInjury',
    label: 'Thoracolumbar fascia injury',
    kind: 'binary',
    evidence: 'doi 10.3389/fendo.2025.1532355',
    optional: true,
  },
  {
    name: 'depression',
    label: 'Depression',
    kind: 'binary',
    evidence: 'doi 10.1016/j.wneu.2023.09.094',
    optional: true,
  },
];

/** A cohort with features; NaN is a missing value. */
export interface Cohort {
  readonly patients: readonly string[];
  readonly predictors: readonly ClinicalPredictor[];
  /** Patients x predictors. */
  readonly clinical: Matrix;
  readonly featureNames: readonly string[];
  /** Patients x features, first reader's mask. */
  readonly features: Matrix;
  /** The same features from another reader's mask, for some patients. */
  readonly secondReader: { readonly rows: readonly number[]; readonly features: Matrix };
  readonly y: Uint8Array;
  /** Subgroups to report, by patient. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

export type CohortProblem = Problem<'cohort-invalid'>;

const groupColumns = ['level', 'scanner'] as const;

/**
 * Joins a cohort table (patient, predictors, outcome, level, scanner) and a feature table (patient, reader, features).
 * Problem `cohort-invalid` names the first fault: a column or patient that is missing or twice, or a value that is none.
 */
export function joinCohort(
  table: readonly (readonly string[])[],
  features: readonly (readonly string[])[],
): Result<Cohort, CohortProblem> {
  const [head = [], ...rows] = table;
  const column = (name: string) => head.indexOf(name);
  const missing = ['patient', 'outcome'].find((name) => column(name) < 0);
  if (missing) return invalid(`the cohort table has no column "${missing}"`);
  const predictors = clinicalPredictors.filter(({ name }) => column(name) >= 0);
  const [featureHead = [], ...featureRows] = features;
  if (featureHead[0] !== 'patient' || featureHead[1] !== 'reader')
    return invalid('the feature table must begin with patient, reader');
  const featureNames = featureHead.slice(2);
  const byReader = new Map(featureRows.map((row) => [`${row[0]}/${row[1]}`, row]));
  if (byReader.size !== featureRows.length) return invalid('the feature table has a patient and reader twice');
  const without = rows.find((row) => !byReader.has(`${row[column('patient')]}/1`));
  if (without) return invalid(`patient ${without[column('patient')]} has no features of reader 1`);
  const badOutcome = rows.find((row) => row[column('outcome')] !== '0' && row[column('outcome')] !== '1');
  if (badOutcome) return invalid(`patient ${badOutcome[column('patient')]} has an outcome that is neither 0 nor 1`);
  for (const predictor of predictors) {
    const { name } = predictor;
    const bad = rows.find((row) => !isReading(row[column(name)], predictor));
    if (bad) return invalid(`patient ${bad[column('patient')]} has "${bad[column(name)].slice(0, 40)}" for ${name}`);
  }
  const badFeature = featureRows.find((row) => row.length !== featureHead.length || !row.slice(2).every(isNumberCell));
  if (badFeature) return invalid(`patient ${badFeature[0]} has a feature that is no number`);
  const patients = rows.map((row) => row[column('patient')]);
  if (new Set(patients).size !== patients.length) return invalid('a patient appears twice');
  const clinical = rows.map((row) => predictors.map(({ name }) => numberOf(row[column(name)])));
  const numbers = (row: readonly string[]) => row.slice(2).map(numberOf);
  const secondRows = patients.flatMap((patient, i) => (byReader.has(`${patient}/2`) ? [i] : []));
  return ok({
    patients,
    predictors,
    clinical: matrixOf(clinical, predictors.length),
    featureNames,
    features: matrixOf(
      patients.map((patient) => numbers(byReader.get(`${patient}/1`)!)),
      featureNames.length,
    ),
    secondReader: {
      rows: secondRows,
      features: matrixOf(
        secondRows.map((i) => numbers(byReader.get(`${patients[i]}/2`)!)),
        featureNames.length,
      ),
    },
    y: Uint8Array.from(rows, (row) => Number(row[column('outcome')])),
    groups: Object.fromEntries(
      groupColumns.filter((name) => column(name) >= 0).map((name) => [name, rows.map((row) => row[column(name)])]),
    ),
  });
}

/** NaN and Infinity are what the extractor writes where a feature is not defined; selection drops such a feature. */
const isNumberCell = (cell: string): boolean => cell.trim() === '' || cell === 'NaN' || !Number.isNaN(Number(cell));

/** Empty is unknown; a word or a decimal comma must not pass for that. */
function isReading(cell: string | undefined, { kind }: ClinicalPredictor): boolean {
  const value = numberOf(cell);
  if (cell === undefined || cell.trim() === '') return true;
  if (kind === 'binary') return value === 0 || value === 1;
  return kind === 'count' ? Number.isInteger(value) && value >= 0 : Number.isFinite(value);
}

const numberOf = (cell: string | undefined): number =>
  cell === undefined || cell.trim() === '' ? Number.NaN : Number(cell);

const invalid = (found: string) =>
  fail({
    code: 'cohort-invalid' as const,
    message: `The cohort cannot be used: ${found}.`,
    remedy: 'docs/research.md lists the columns; correct the file and run the command again.',
  });
