import { type Random, seededRandom } from '@/lib/core/random';
import type { Cohort } from '../cohort';
import { columnOf } from '../matrix';
import { auroc } from '../metrics/discrimination';
import { dot, intraclassCorrelation, normalCdf, populationSd, unitRanks } from './statistics';

export interface SelectionOptions {
  /** Radiomics features to keep. */
  readonly features: number;
  /** Least ICC between readers' masks. */
  readonly leastIcc: number;
  /** Features above this absolute rank correlation with a better one are duplicates. */
  readonly duplicate: number;
  /** Greatest p-value of the univariable screen (Mann-Whitney). */
  readonly screen: number;
  /** Bootstrap resamples over which mRMR's choice must be stable. */
  readonly resamples: number;
  readonly seed: number;
}

/** How many features each stage left, and which were kept with the share of resamples that chose them. */
export interface Selection {
  readonly counts: readonly { readonly stage: string; readonly left: number }[];
  readonly chosen: readonly {
    readonly column: number;
    readonly name: string;
    readonly stability: number;
    /** null where fewer than three training patients have a second outline: then nothing is dropped for it. */
    readonly icc: number | null;
  }[];
}

interface Candidate {
  readonly column: number;
  readonly name: string;
  readonly icc: number | null;
  readonly ranks: Float64Array;
  readonly p: number;
}

/**
 * Radiomics features by the training rows alone: near-constant out, ICC across readers, univariable screen,
 * near-duplicates out, then those that minimum redundancy, maximum relevance (Peng et al. 2005) picks most often over
 * bootstrap resamples.
 */
export function selectFeatures(cohort: Cohort, rows: readonly number[], options: SelectionOptions): Selection {
  const counts = [{ stage: 'extracted', left: cohort.featureNames.length }];
  const y = Uint8Array.from(rows, (row) => cohort.y[row]);
  const keep = <T>(stage: string, left: readonly T[]): readonly T[] => {
    counts.push({ stage, left: left.length });
    return left;
  };
  const columns = cohort.featureNames.map((name, column) => {
    const all = columnOf(cohort.features, column);
    return { name, column, values: Float64Array.from(rows, (row) => all[row]) };
  });
  const varying = keep(
    'finite and not near-constant',
    columns.filter(({ values }) => isVarying(values)),
  );
  const agreement = readerAgreement(cohort, rows);
  const reliable = keep(
    agreement ? `ICC between readers at least ${options.leastIcc}` : 'ICC between readers: not measured',
    varying
      .map((entry) => ({ ...entry, icc: agreement ? agreement(entry.column) : null }))
      .filter(({ icc }) => icc === null || icc >= options.leastIcc),
  );
  const screened = reliable.map(
    ({ values, ...entry }): Candidate => ({ ...entry, ranks: unitRanks(values), p: mannWhitney(values, y) }),
  );
  const passing = screened.filter(({ p }) => p <= options.screen).sort(byP);
  // With too few passing, the best of the rest stand in, so that the number of inputs does not hang on chance.
  const linked = keep(
    `Mann-Whitney p at most ${options.screen}`,
    passing.length >= options.features ? passing : screened.sort(byP).slice(0, options.features),
  );
  const distinct = keep(
    `rank correlation with a better one at most ${options.duplicate}`,
    withoutDuplicates(linked, options.duplicate),
  );
  const votes = countVotes(distinct, y, options);
  const chosen = distinct
    .map(({ column, name, icc }, i) => ({ column, name, icc, stability: votes[i] / options.resamples }))
    .sort((a, b) => b.stability - a.stability)
    .slice(0, options.features);
  keep('mRMR, stable over resamples', chosen);
  return { counts, chosen };
}

const byP = (a: Candidate, b: Candidate): number => a.p - b.p || a.column - b.column;

/** Finite everywhere, with more than one value in 95 % of rows, and a spread above rounding. */
function isVarying(values: Float64Array): boolean {
  if (!values.every(Number.isFinite)) return false;
  const frequency = new Map<number, number>();
  for (const value of values) frequency.set(value, (frequency.get(value) ?? 0) + 1);
  if (Math.max(...frequency.values()) > 0.95 * values.length) return false;
  const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return populationSd(values) > 1e-9 * greatest;
}

/** ICC of a feature over the training rows that have a second reader; undefined where fewer than three have one. */
function readerAgreement({ secondReader, features }: Cohort, rows: readonly number[]) {
  const training = new Set(rows);
  const both = secondReader.rows.map((row, i) => ({ row, i })).filter(({ row }) => training.has(row));
  if (both.length < 3) return undefined;
  return (column: number): number => {
    const first = both.map(({ row }) => features.data[row * features.columns + column]);
    const second = both.map(({ i }) => secondReader.features.data[i * features.columns + column]);
    return intraclassCorrelation(first, second);
  };
}

/** Two-sided p-value of the Mann-Whitney test by its normal approximation. */
function mannWhitney(values: Float64Array, y: Uint8Array): number {
  const events = y.reduce((sum, label) => sum + label, 0);
  const others = y.length - events;
  const sd = Math.sqrt((y.length + 1) / (12 * events * others));
  return 2 * normalCdf(-Math.abs(auroc(values, y) - 0.5) / sd);
}

function withoutDuplicates(candidates: readonly Candidate[], limit: number): readonly Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    if (kept.every(({ ranks }) => Math.abs(dot(ranks, candidate.ranks)) <= limit)) kept.push(candidate);
  }
  return kept;
}

function countVotes(candidates: readonly Candidate[], y: Uint8Array, options: SelectionOptions): Float64Array {
  const votes = new Float64Array(candidates.length);
  for (let resample = 0; resample < options.resamples; resample++) {
    const random = seededRandom(options.seed, `selection ${resample}`);
    for (const index of relevantAndDistinct(candidates, y, options.features, random)) votes[index]++;
  }
  return votes;
}

/** Greedy mRMR on a bootstrap resample: relevance minus mean redundancy, both as absolute rank correlations. */
function relevantAndDistinct(candidates: readonly Candidate[], y: Uint8Array, count: number, random: Random): number[] {
  const rows = Array.from(y, () => random.integer(y.length));
  const outcome = unitRanks(rows.map((row) => y[row]));
  const ranks = candidates.map((candidate) => unitRanks(rows.map((row) => candidate.ranks[row])));
  const relevance = ranks.map((values) => Math.abs(dot(values, outcome)));
  const redundancy = new Float64Array(candidates.length);
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, candidates.length)) {
    let best = -1;
    let bestScore = -Infinity;
    for (let i = 0; i < candidates.length; i++) {
      const score = relevance[i] - (chosen.length ? redundancy[i] / chosen.length : 0);
      if (!chosen.includes(i) && score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    chosen.push(best);
    for (let i = 0; i < candidates.length; i++) redundancy[i] += Math.abs(dot(ranks[i], ranks[best]));
  }
  return chosen;
}
