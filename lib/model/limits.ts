import { unitInPrint } from '@/lib/core/inPrint';
import type { LimitFinding } from './assessment';
import type { CaseFacts } from './caseFacts';
import type { CaseVector } from './caseVector';
import type { TrainingDistance } from './distance';
import type { ModelInput, ModelManifest } from './manifest';
import type { ModelLimit } from './manifestLimits';

/** What is known before the graph runs. */
export interface BeforeScoring {
  readonly vector: CaseVector;
  readonly facts: CaseFacts;
  readonly distance?: TrainingDistance;
}

/** What only the graph can tell. */
export interface AfterScoring {
  /** Width of the interval, 0 to 1. */
  readonly intervalWidth: number;
  /** Greatest change under a mask one voxel larger or smaller, 0 to 1; undefined if it was not computed. */
  readonly maskSensitivity?: number;
}

type Rule<K extends ModelLimit['rule']['kind']> = Extract<ModelLimit['rule'], { kind: K }>;

/** Limits of the manifest that the case reaches before the graph runs. */
export function limitsBefore(before: BeforeScoring, manifest: ModelManifest): LimitFinding[] {
  return manifest.limits.flatMap((limit) => measuredBefore(limit, before, manifest).map((at) => finding(limit, at)));
}

/** Limits that the graph's own output reaches. */
export function limitsAfter(after: AfterScoring, manifest: ModelManifest): LimitFinding[] {
  return manifest.limits.flatMap((limit) => {
    const { rule } = limit;
    if (rule.kind === 'interval-width' && after.intervalWidth * 100 > rule.points)
      return [finding(limit, `${(after.intervalWidth * 100).toFixed(0)} points wide`)];
    if (rule.kind === 'mask-sensitivity' && (after.maskSensitivity ?? 0) * 100 > rule.points)
      return [finding(limit, `moves by ${(after.maskSensitivity! * 100).toFixed(0)} points`)];
    return [];
  });
}

/** Limits on single facts that the case reaches, before any input is known: what the imaging screen can say of a scan. */
export function limitsOfFacts(limits: readonly ModelLimit[], facts: CaseFacts): LimitFinding[] {
  return limits.flatMap((limit) => {
    const { rule } = limit;
    const reached =
      rule.kind === 'number'
        ? numberReached(rule, facts)
        : rule.kind === 'flag'
          ? flagReached(rule, facts)
          : rule.kind === 'word'
            ? wordReached(rule, facts)
            : [];
    return reached.map((measured) => finding(limit, measured));
  });
}

/** What was measured, for each time that the limit is reached; none if it is kept. */
function measuredBefore({ rule }: ModelLimit, before: BeforeScoring, manifest: ModelManifest): string[] {
  switch (rule.kind) {
    case 'number':
      return numberReached(rule, before.facts);
    case 'flag':
      return flagReached(rule, before.facts);
    case 'word':
      return wordReached(rule, before.facts);
    case 'input-known':
      return unknownInputs(rule, before.vector, manifest);
    case 'input-in-range':
      return outOfRange(rule, before.vector, manifest);
    case 'distance':
      return distanceReached(rule, before.distance);
    case 'preprocessing-hash':
      return hashDiffers(before.facts, manifest) ? ['another parameter set'] : [];
    case 'always':
      return ['not in the training data'];
    case 'interval-width':
    case 'mask-sensitivity':
      return [];
  }
}

function numberReached({ fact, atLeast, atMost, whenUnknown }: Rule<'number'>, facts: CaseFacts): string[] {
  const value = facts[fact];
  // A fact that is no number (NaN from a damaged header) is as unknown as one that is absent.
  if (value === undefined || !Number.isFinite(value)) return whenUnknown === 'reached' ? ['unknown'] : [];
  const kept = value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
  return kept ? [] : [`${Number(value.toFixed(2))}${factUnits[fact]}`];
}

const factUnits: Readonly<Record<Rule<'number'>['fact'], string>> = {
  bmdAgeDays: ' days',
  ctAgeDays: ' days',
  kvp: ' kVp',
  sliceSpacingMm: ' mm',
  sliceThicknessMm: ' mm',
  inPlaneSpacingMm: ' mm',
  levelsPlanned: ' levels',
  ageYears: ' years',
};

function flagReached({ fact, mustBe, whenUnknown }: Rule<'flag'>, facts: CaseFacts): string[] {
  const value = flagOf(fact, facts);
  if (value === undefined) return whenUnknown === 'reached' ? ['unknown'] : [];
  if (value === mustBe) return [];
  return [fact === 'levelsAgree' ? describeLevels(facts) : value ? 'yes' : 'no'];
}

function flagOf(fact: Rule<'flag'>['fact'], facts: CaseFacts): boolean | undefined {
  if (fact === 'siteCalibrated') return facts.siteCalibration !== undefined;
  if (fact !== 'levelsAgree') return facts[fact];
  const levels = Object.values(facts.levels ?? {}).filter((level) => level !== undefined);
  return levels.length < 2 ? undefined : new Set(levels).size === 1;
}

const describeLevels = ({ levels = {} }: CaseFacts): string =>
  Object.entries(levels)
    .filter(([, level]) => level !== undefined)
    .map(([source, level]) => `${source} ${level}`)
    .join(', ');

function wordReached({ fact, oneOf, whenUnknown }: Rule<'word'>, facts: CaseFacts): string[] {
  const word = facts[fact]?.trim();
  if (!word) return whenUnknown === 'reached' ? ['unknown'] : [];
  const found = word.toLowerCase();
  const matches = oneOf.some((pattern) => {
    const wanted = pattern.toLowerCase();
    return wanted.endsWith('*') ? found.startsWith(wanted.slice(0, -1)) : found === wanted;
  });
  return matches ? [] : [word.slice(0, 60)];
}

function unknownInputs(
  { input }: Rule<'input-known'>,
  { missing, filled }: CaseVector,
  manifest: ModelManifest,
): string[] {
  if (input === '*') {
    // An input that has a limit of its own is told by that one, with its own reason, and not twice.
    const others = missing.map((i) => manifest.inputs[i]).filter(({ name }) => !hasOwnLimit(name, manifest));
    return others.length ? [`unknown: ${others.map(({ label }) => label).join(', ')}`] : [];
  }
  const index = manifest.inputs.findIndex(({ name }) => name === input);
  return missing.includes(index) || filled.includes(index) ? ['unknown'] : [];
}

const hasOwnLimit = (input: string, { limits }: ModelManifest): boolean =>
  limits.some(({ rule, severity }) => rule.kind === 'input-known' && rule.input === input && severity === 'abstain');

function outOfRange(
  { input, margin }: Rule<'input-in-range'>,
  { values, filled }: CaseVector,
  manifest: ModelManifest,
): string[] {
  const outside = manifest.inputs
    .map((candidate, index) => ({ candidate, value: values[index], index }))
    .filter(({ candidate, index }) => (input === '*' || candidate.name === input) && !filled.includes(index))
    .filter(({ candidate, value }) => isOutside(value, candidate, margin));
  return outside.length ? [outside.map(({ candidate, value }) => describeRange(candidate, value)).join('; ')] : [];
}

function isOutside(value: number, { trainingRange: { low, high } }: ModelInput, margin: number): boolean {
  const slack = margin * (high - low);
  return value < low - slack || value > high + slack;
}

function describeRange({ label, unit = '', trainingRange: { low, high } }: ModelInput, value: number): string {
  const training = `${readable(low)} to ${readable(high)} ${unitInPrint(unit)}`.trim();
  return `${label} ${readable(value)} (training ${training})`;
}

const readable = (value: number): string => String(Number(value.toPrecision(4)));

function distanceReached({ percentile, below }: Rule<'distance'>, distance: TrainingDistance | undefined): string[] {
  if (!distance) return [];
  const reached = distance.percentile >= percentile && (below === undefined || distance.percentile < below);
  return reached ? [`percentile ${distance.percentile.toFixed(1)}`] : [];
}

const hashDiffers = (facts: CaseFacts, manifest: ModelManifest): boolean =>
  manifest.radiomics !== undefined && facts.radiomicsParametersSha256 !== manifest.radiomics.parametersSha256;

const finding = ({ id, severity, reason, limit, remedy }: ModelLimit, measured: string): LimitFinding => ({
  id,
  severity,
  reason,
  measured,
  limit,
  remedy,
});
