/** What acting from one threshold on would have meant for the test patients of the model's report. */
export interface DecisionPoint {
  /** Act if the chance is at least this many of 100. */
  readonly per100: number;
  /** Test patients at or above it: with the outcome, and without it. */
  readonly tp: number;
  readonly fp: number;
  /** Net benefit per patient, with its 95 % bootstrap band where the report has one. */
  readonly netBenefit: number;
  readonly band?: { readonly low: number; readonly high: number };
  readonly actOnAll: number;
  readonly clinicalOnly: number;
}

/** The decision part of a model package's report. */
export interface DecisionData {
  readonly modelLabel: string;
  readonly simulated: boolean;
  /** Test patients, and how many of them had the outcome. */
  readonly patients: number;
  readonly events: number;
  readonly points: readonly DecisionPoint[];
}
