import { z } from 'zod';
import { modelStatuses } from '@/lib/core/modelStatus';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { inputSchema } from './manifestInputs';
import { limitSchema } from './manifestLimits';

const finite = z.number();
const text = z.string().min(1).max(2000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');
const probability = finite.min(0).max(1);

/** Where the graph's values are. A package from pytorch-tabnet has `classes` ([N, 2]) and its `m_explain` as attention. */
const outputsSchema = z.strictObject({
  probability: z.strictObject({
    name: text,
    /**
     * `members`: [N, members], each the probability of the outcome. `classes`: [N, 2], of which `positiveIndex` is the
     * outcome. `positive`: [N] or [N, 1].
     */
    layout: z.enum(['members', 'classes', 'positive']),
    positiveIndex: z.int().min(0).max(1).default(1),
  }),
  /** [N, inputs], at least 0, not normalised. Without it, shares come from replacing inputs. */
  attention: z.strictObject({ name: text }).optional(),
});

/** How the interval is formed: over members, or a stated half-width on the logit scale where there is one member. */
const intervalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('members'), level: finite.gt(0).lt(1) }),
  z.strictObject({ kind: z.literal('logit-half-width'), level: finite.gt(0).lt(1), halfWidth: finite.min(0).max(20) }),
]);

/** logit(calibrated) = intercept + slope * logit(p); { intercept: 0, slope: 1 } changes nothing. */
export const calibrationSchema = z.strictObject({
  intercept: finite.min(-20).max(20),
  slope: finite.gt(0).max(20),
  version: text,
  patients: z.int().min(0).optional(),
  updated: z.iso.date().optional(),
});

/**
 * Training summary for the distance of a case from the training data: the root mean square of robust z-scores,
 * decorrelated. `whiten` is a row-major lower triangle W; distance = |W z| / sqrt(inputs).
 */
const distanceSchema = z.strictObject({
  /** Names of the inputs that take part, in order. */
  inputs: z.array(text).min(1).max(512),
  centre: z.array(finite),
  scale: z.array(finite.gt(0)),
  /** z-scores are clipped to this many units before they are combined. */
  clip: finite.gt(0),
  whiten: z.array(z.array(finite)),
  /** Distances of training patients at ascending percentiles, by cross-fitting. */
  percentiles: z.array(z.strictObject({ percentile: finite.min(0).max(100), distance: finite.min(0) })).min(2),
  /** Groups of training patients: centre in whitened units and how many. For "similar patients". */
  groups: z
    .array(z.strictObject({ centre: z.array(finite), patients: z.int().min(0) }))
    .max(256)
    .optional(),
  /** A case counts the patients of groups nearer than this. */
  similarWithin: finite.gt(0).optional(),
});

const cohortSchema = z.strictObject({
  /** Who, where and when, as a reader should hear it. */
  description: text,
  /** true if the patients are made up; every screen then says so. */
  simulated: z.boolean(),
  patients: z.int().min(1),
  events: z.int().min(0),
  country: z.string().max(100).optional(),
  /** Published averages shown beside an estimate; low = high where one figure was published. */
  published: z.array(z.strictObject({ label: text, low: probability, high: probability, source: text })).default([]),
});

const modelSchema = z.strictObject({
  /** File name inside the package; never a path. */
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.onnx$/, 'a file name ending in .onnx'),
  sha256,
  /** What learned it, in words: "TabNet ensemble of 20". */
  learner: text,
  input: text,
  outputs: outputsSchema,
  members: z.int().min(1).max(1000),
});

const radiomicsSchema = z.strictObject({
  /** PyRadiomics's parameter dictionary, as the extractor takes it. */
  parameters: z.record(z.string(), z.unknown()),
  /** SHA-256 of the parameters in canonical JSON (lib/core/hash). */
  parametersSha256: sha256,
  /** What was outlined, in words: "vertebral body". */
  region: text,
});

const packageSchema = z.strictObject({
  schema: z.literal('backcast-model/1'),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/, 'lower-case letters, digits and hyphens'),
  title: text,
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a semantic version'),
  status: z.enum(modelStatuses),
  released: z.iso.date(),
  outcome: z.strictObject({
    /** "pain of 4 or more out of 10 at both 3 and 30 days after surgery" */
    definition: text,
    source: text,
    window: z.strictObject({ fromDays: finite.min(0), toDays: finite.min(0) }),
  }),
  inputs: z.array(inputSchema).min(1).max(512),
  radiomics: radiomicsSchema.optional(),
  model: modelSchema,
  interval: intervalSchema,
  calibration: calibrationSchema,
  /** Range of probabilities that validation covered; display clips to it (S10). */
  displayRange: z.strictObject({ low: probability, high: probability }).optional(),
  limits: z.array(limitSchema).max(200),
  distance: distanceSchema.optional(),
  cohort: cohortSchema,
});

export type ModelManifest = z.infer<typeof packageSchema>;
export type ModelInput = ModelManifest['inputs'][number];
export type Calibration = z.infer<typeof calibrationSchema>;
export type DistanceSummary = z.infer<typeof distanceSchema>;

/**
 * The manifest of a model package as a checked value; everything about a model is in it, nothing in code.
 * Problem `manifest-invalid` names the first member that is wrong and what was expected.
 */
export function parseManifest(json: unknown): Result<ModelManifest, Problem<'manifest-invalid'>> {
  const parsed = packageSchema.safeParse(json);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return invalid(`${first.path.map(String).join('.') || 'manifest'}: ${first.message}`);
  }
  const contradiction = findContradiction(parsed.data);
  return contradiction ? invalid(contradiction) : ok(parsed.data);
}

function invalid(found: string) {
  return fail({
    code: 'manifest-invalid' as const,
    message: `The model package's manifest cannot be used: ${found}.`,
    remedy: 'Correct manifest.json; docs/research.md lists its members.',
  });
}

/** What single members cannot say: references between members, and lengths that must agree. */
function findContradiction(manifest: ModelManifest): string | undefined {
  const names = manifest.inputs.map((input) => input.name);
  const known = new Set(names);
  if (known.size !== names.length) return 'inputs: two inputs have the same name';
  const ids = manifest.limits.map((limit) => limit.id);
  if (new Set(ids).size !== ids.length) return 'limits: two limits have the same id';
  for (const { name, source, trainingRange, whenUnknown } of manifest.inputs) {
    if (trainingRange.low > trainingRange.high) return `inputs.${name}.trainingRange: low exceeds high`;
    if (source.from === 'missing-indicator' && !known.has(source.of)) return `inputs.${name}: no input "${source.of}"`;
    if (source.from === 'radiomics' && !manifest.radiomics) return `inputs.${name}: radiomics parameters are absent`;
    if (source.from === 'radiomics' && whenUnknown.rule !== 'abstain')
      return `inputs.${name}: a radiomics feature cannot be filled in; whenUnknown must abstain`;
  }
  for (const { rule } of manifest.limits) {
    if ('input' in rule && rule.input !== '*' && !known.has(rule.input)) return `limits: no input "${rule.input}"`;
  }
  const { layout } = manifest.model.outputs.probability;
  if (layout !== 'members' && manifest.model.members !== 1) return `model.members: ${layout} holds one member`;
  if (manifest.interval.kind === 'members' && manifest.model.members < 5)
    return 'interval: fewer than 5 members cannot give an interval; state logit-half-width';
  if (manifest.outcome.window.fromDays > manifest.outcome.window.toDays)
    return 'outcome.window: fromDays exceeds toDays';
  if (manifest.displayRange && manifest.displayRange.low >= manifest.displayRange.high)
    return 'displayRange: low is not below high';
  if (manifest.cohort.events > manifest.cohort.patients) return 'cohort: more events than patients';
  return manifest.distance && findDistanceContradiction(manifest.distance, known);
}

function findDistanceContradiction(distance: DistanceSummary, known: ReadonlySet<string>): string | undefined {
  const count = distance.inputs.length;
  const unknown = distance.inputs.find((name) => !known.has(name));
  if (unknown) return `distance.inputs: no input "${unknown}"`;
  if (distance.centre.length !== count || distance.scale.length !== count)
    return 'distance: centre, scale and inputs differ in length';
  if (distance.whiten.length !== count || distance.whiten.some((row, i) => row.length !== i + 1))
    return 'distance.whiten: not a lower triangle of the inputs';
  if (distance.groups?.some((group) => group.centre.length !== count))
    return 'distance.groups: a centre differs in length';
  const ascending = distance.percentiles.every(
    (at, i, all) => i === 0 || (at.percentile > all[i - 1].percentile && at.distance >= all[i - 1].distance),
  );
  return ascending ? undefined : 'distance.percentiles: not ascending';
}
