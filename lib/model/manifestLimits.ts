import { z } from 'zod';

const finite = z.number();
const text = z.string().min(1).max(500);

/** Facts about a case that limits test (CaseFacts); what is not known is absent. */
export const numberFacts = [
  'bmdAgeDays',
  'ctAgeDays',
  'kvp',
  'sliceSpacingMm',
  'sliceThicknessMm',
  'inPlaneSpacingMm',
  'levelsPlanned',
  'ageYears',
] as const;
export const flagFacts = [
  'contrast',
  'metalInMask',
  'cementInMask',
  'segmentationAccepted',
  'segmentationFailed',
  'levelsAgree',
  'pathologicFracture',
  'earlierAugmentationAtLevel',
  'siteCalibrated',
  'modelEnabled',
] as const;
export const wordFacts = ['modality', 'kernel', 'scannerModel', 'country'] as const;

const whenUnknown = z.enum(['reached', 'passed']);

/** When a limit is reached. */
const ruleSchema = z.discriminatedUnion('kind', [
  /** Reached when the number is below `atLeast` or above `atMost`. */
  z.strictObject({
    kind: z.literal('number'),
    fact: z.enum(numberFacts),
    atLeast: finite.optional(),
    atMost: finite.optional(),
    whenUnknown,
  }),
  /** Reached when the flag is not `mustBe`. */
  z.strictObject({ kind: z.literal('flag'), fact: z.enum(flagFacts), mustBe: z.boolean(), whenUnknown }),
  /** Reached when the word is none of `oneOf`; case does not count, a trailing * stands for any ending. */
  z.strictObject({
    kind: z.literal('word'),
    fact: z.enum(wordFacts),
    oneOf: z.array(text).min(1).max(200),
    whenUnknown,
  }),
  /** Reached when the input is unknown; "*" means any input that has no fill-in. */
  z.strictObject({ kind: z.literal('input-known'), input: text }),
  /** Reached when the input lies outside its training range by more than `margin` of the range's width. */
  z.strictObject({ kind: z.literal('input-in-range'), input: text, margin: finite.min(0).max(1) }),
  /** Reached when the distance from the training data is at or above this percentile, and below `below` if given. */
  z.strictObject({
    kind: z.literal('distance'),
    percentile: finite.min(0).max(100),
    below: finite.max(100).optional(),
  }),
  /** Reached when the interval is wider than this many percentage points (S6 spread, S9). */
  z.strictObject({ kind: z.literal('interval-width'), points: finite.gt(0).max(100) }),
  /** Reached when a mask one voxel larger or smaller moves the estimate by more than this many points. */
  z.strictObject({ kind: z.literal('mask-sensitivity'), points: finite.gt(0).max(100) }),
  /** Reached when the radiomics parameters used are not the model's; the graph's own hash is checked at loading. */
  z.strictObject({ kind: z.literal('preprocessing-hash') }),
  /** Always reached: what is true of every case outside the source cohort. */
  z.strictObject({ kind: z.literal('always') }),
]);

/** One limit (experience.md S6, S7): the model card shows it and the engine enforces it, from this one value. */
export const limitSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  severity: z.enum(['abstain', 'caution']),
  rule: ruleSchema,
  /** Why it matters, as a clinician reads it. */
  reason: text,
  /** The limit in words: "at most 24 months". */
  limit: text,
  /** What would fix it. */
  remedy: text,
});

export type ModelLimit = z.infer<typeof limitSchema>;
