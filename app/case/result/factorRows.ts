import type { Factor } from '@/lib/model/assessment';

/** Clinical rows at most; a model of many inputs keeps its list short. */
const mostClinical = 6;
/** Ends of the scale, people out of 100, so that a bar is as long for one patient as for the next. */
const usualScale = 10;
const scaleStep = 5;

export interface FactorRows {
  /** What moves the estimate by a person or more, and CT texture as one group, the largest first. */
  readonly rows: readonly Factor[];
  /** Clinical inputs that move it less, or that are one too many. */
  readonly others: readonly Factor[];
  readonly texture: readonly Factor[];
  /** People out of 100 at each end of the bars' scale. */
  readonly scalePer100: number;
}

/** Only clinical inputs are cut: texture stays, however little it moves the estimate (P3, S11). */
export function factorRows(factors: readonly Factor[], textureGroup: Factor | undefined): FactorRows {
  const clinical = largestFirst(factors.filter(({ group }) => group === 'clinical'));
  const texture = factors.filter(({ group }) => group === 'radiomics');
  const shown = clinical.filter(({ change }) => people(change) > 0).slice(0, mostClinical);
  const largest = Math.max(
    ...[...factors, ...(textureGroup ? [textureGroup] : [])].map(({ change }) => people(change)),
    0,
  );
  return {
    rows: largestFirst([...shown, ...(textureGroup ? [textureGroup] : [])]),
    others: clinical.filter((factor) => !shown.includes(factor)),
    texture,
    scalePer100: Math.max(usualScale, Math.ceil(largest / scaleStep) * scaleStep),
  };
}

/** A change of probability as whole people out of 100. */
export const people = (change: number): number => Math.round(Math.abs(change) * 100);

const largestFirst = (factors: readonly Factor[]): readonly Factor[] =>
  [...factors].sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
