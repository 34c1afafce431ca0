/** One measured figure; ratios are measured within one run, so that they hold when the machine's speed drifts. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the product aims at, for instance "<= 0.25". */
  readonly target?: string;
  readonly note?: string;
}
