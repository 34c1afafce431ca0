import { abstain } from './abstain';
import type { Assessment, LimitFinding } from './assessment';
import { calibrate, expit, logit } from './calibrate';
import type { CaseFacts, CaseInputs } from './caseFacts';
import { type CaseVector, caseVector, graphRow } from './caseVector';
import { trainingDistance } from './distance';
import { explain, replacementRows } from './explain';
import { limitsAfter, limitsBefore } from './limits';
import type { ModelManifest } from './manifest';
import { modelIdentity } from './modelIdentity';
import { type RowOutput, readOutput } from './readOutput';
import type { ModelSession } from './session';
import { spanRows } from './unknownSpan';

/**
 * Scores one case: limits first, then the graph, then the limits that only its output can reach. On abstention no
 * probability leaves this function. Never throws for what a patient's data or a model's output holds.
 */
export async function scoreCase(
  inputs: CaseInputs,
  facts: CaseFacts,
  session: ModelSession,
  manifest: ModelManifest,
): Promise<Assessment> {
  const vector = caseVector(inputs, manifest);
  const distance = vector.values.every(Number.isFinite) ? trainingDistance(vector.values, manifest) : undefined;
  const before = [...engineFindings(vector, session, manifest), ...limitsBefore({ vector, facts, distance }, manifest)];
  if (before.some(({ severity }) => severity === 'abstain')) return abstain(before, facts, manifest);

  const span = spanRows(vector, manifest);
  if (!span) return abstain([...before, tooManyUnknown(vector)], facts, manifest);
  const variants = maskVariantRows(vector, facts, manifest);
  const replaced = replacementRows(vector.values, manifest);
  const rows = [vector.values, ...span, ...variants, ...replaced];
  const output = await runRows(rows, session, manifest);
  if (!output) return abstain([...before, outputInvalid], facts, manifest);

  const steps = [manifest.calibration, facts.siteCalibration];
  const members = Array.from(output[0].members, (p) => calibrate(p, steps)).sort((a, b) => a - b);
  const probabilities = output.map((row) => calibrate(mean(row.members), steps));
  const [probability] = probabilities;
  const taken = {
    span: probabilities.slice(1, 1 + span.length),
    variants: probabilities.slice(1 + span.length, 1 + span.length + variants.length),
  };
  const interval = intervalOf(probability, members, manifest);
  // Only a calibration that holds no numbers could do this: the graph's own output has been read.
  if (![...probabilities, interval.low, interval.high].every(Number.isFinite))
    return abstain([...before, outputInvalid], facts, manifest);
  const maskSensitivity = taken.variants.length
    ? Math.max(...taken.variants.map((variant) => Math.abs(variant - probability)))
    : undefined;
  const after = limitsAfter({ intervalWidth: interval.high - interval.low, maskSensitivity }, manifest);
  const stops = after.filter(({ severity }) => severity === 'abstain');
  // Cautions that the graph led to hold figures of an estimate that is not given.
  if (stops.length) return abstain([...before, ...stops], facts, manifest);
  const changes = probabilities.slice(1 + span.length + variants.length).map((without) => probability - without);
  return {
    kind: 'estimate',
    model: modelIdentity(facts, manifest),
    probability,
    ...(manifest.displayRange && { displayRange: manifest.displayRange }),
    interval,
    unknownSpan: taken.span.length
      ? {
          low: Math.min(probability, ...taken.span),
          high: Math.max(probability, ...taken.span),
          inputs: vector.filled.map((i) => manifest.inputs[i].name),
        }
      : undefined,
    maskSensitivity,
    cautions: [...before, ...after],
    ...explain(changes, output[0].attention, manifest),
    inputs: vector.shown,
    distancePercentile: distance?.percentile ?? 0,
    similarPatients: distance?.similarPatients,
    trainingPatients: manifest.cohort.patients,
    computedAt: facts.now,
  };
}

/** What no manifest can switch off. */
function engineFindings(vector: CaseVector, session: ModelSession, manifest: ModelManifest): LimitFinding[] {
  const findings = [...vector.problems];
  if (session.sha256 !== manifest.model.sha256) findings.push(wrongModel);
  const covered = new Set(
    manifest.limits.flatMap(({ rule, severity }) =>
      rule.kind === 'input-known' && severity === 'abstain' ? [rule.input] : [],
    ),
  );
  if (covered.has('*')) return findings;
  for (const index of vector.missing) {
    const { name, label } = manifest.inputs[index];
    if (!covered.has(name)) findings.push(inputUnknown(name, label));
  }
  return findings;
}

/** The case with the radiomics of a mask one voxel larger, and smaller; a variant that lacks a feature is left out. */
function maskVariantRows(
  { values }: CaseVector,
  { maskVariants = [] }: CaseFacts,
  manifest: ModelManifest,
): number[][] {
  return maskVariants
    .map((features) =>
      manifest.inputs.map(({ source }, i) =>
        source.from === 'radiomics' ? (features[source.feature] ?? Number.NaN) : values[i],
      ),
    )
    .filter((row) => row.every(Number.isFinite));
}

async function runRows(
  rows: readonly (readonly number[])[],
  session: ModelSession,
  manifest: ModelManifest,
): Promise<readonly RowOutput[] | undefined> {
  const flat = Float32Array.from(rows.flatMap((row) => graphRow(row, manifest)));
  if (!flat.every(Number.isFinite)) return undefined;
  try {
    const output = readOutput(await session.run(flat, rows.length), rows.length, manifest);
    return output.ok ? output.value : undefined;
  } catch {
    // A graph that fails on a row is an abstention, with a reason, like one that answers NaN.
    return undefined;
  }
}

function intervalOf(probability: number, members: readonly number[], { interval }: ModelManifest) {
  const { level } = interval;
  if (interval.kind === 'logit-half-width') {
    const centre = logit(probability);
    return { low: expit(centre - interval.halfWidth), high: expit(centre + interval.halfWidth), level };
  }
  const low = quantile(members, (1 - level) / 2);
  const high = quantile(members, (1 + level) / 2);
  return { low: Math.min(low, probability), high: Math.max(high, probability), level };
}

/** Linear between order statistics (type 7 of Hyndman and Fan 1996). */
function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const inputUnknown = (name: string, label: string): LimitFinding => ({
  id: `input-unknown-${name}`,
  severity: 'abstain',
  reason: `The model needs ${label}, and it is unknown.`,
  measured: 'unknown',
  limit: 'known',
  remedy: `Find or measure ${label}.`,
});

const tooManyUnknown = ({ filled }: CaseVector): LimitFinding => ({
  id: 'too-many-unknown',
  severity: 'abstain',
  reason: 'Too many inputs are unknown for a result to mean anything.',
  measured: `${filled.length} unknown`,
  limit: 'few enough that all their values can be tried',
  remedy: 'Complete the inputs.',
});

const wrongModel: LimitFinding = {
  id: 'model-hash',
  severity: 'abstain',
  reason: 'The model file is not the one that the package describes.',
  measured: 'another SHA-256',
  limit: 'the SHA-256 in the manifest',
  remedy: 'Install the model package again from its source.',
};

const outputInvalid: LimitFinding = {
  id: 'model-output-invalid',
  severity: 'abstain',
  reason: 'The model gave no usable output for these inputs.',
  measured: 'no probability',
  limit: 'a probability between 0 and 1',
  remedy: 'Check the inputs; if they are right, report the case to the developer of the model.',
};
