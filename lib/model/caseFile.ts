import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '../core/result';
import { vertebraLevels } from '../core/vertebra';
import type { CaseFacts, CaseInputs } from './caseFacts';
import { calibrationSchema } from './manifest';

const level = z.enum(vertebraLevels).optional();
const flag = z.boolean().optional();
const number = z.number().optional();
const word = z.string().max(500).optional();

/** Strict: a fact that is misspelt would be unknown without a word, and some limits pass what is unknown. */
const caseSchema = z.strictObject({
  inputs: z.record(
    z.string(),
    z.strictObject({
      value: z.union([z.number(), z.literal('unknown')]),
      source: word,
      edited: flag,
    }),
  ),
  facts: z.strictObject({
    now: z.iso.datetime({ offset: true }),
    bmdAgeDays: number,
    ctAgeDays: number,
    modality: word,
    kvp: number,
    kernel: word,
    contrast: flag,
    sliceSpacingMm: number,
    sliceThicknessMm: number,
    inPlaneSpacingMm: number,
    scannerModel: word,
    metalInMask: flag,
    cementInMask: flag,
    segmentationAccepted: flag,
    segmentationFailed: flag,
    levels: z.strictObject({ order: level, condition: level, mask: level }).optional(),
    levelsPlanned: number,
    ageYears: number,
    pathologicFracture: flag,
    earlierAugmentationAtLevel: flag,
    country: word,
    modelEnabled: flag,
    radiomicsParametersSha256: word,
    radiomicsEngineVersion: word,
    maskVariants: z.array(z.record(z.string(), z.number())).optional(),
    siteCalibration: calibrationSchema.optional(),
  } satisfies Record<keyof CaseFacts, z.ZodType>),
});

/** A case as a file holds it. Problem `case-invalid` names the first member that is wrong. */
export function parseCase(
  json: unknown,
): Result<{ readonly inputs: CaseInputs; readonly facts: CaseFacts }, Problem<'case-invalid'>> {
  const parsed = caseSchema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const [first] = parsed.error.issues;
  return fail({
    code: 'case-invalid',
    message: `The case cannot be used: ${first.path.map(String).join('.') || 'file'}: ${first.message}.`,
    remedy: 'Correct it; models/rbp-tabnet-demo/examples holds cases, and CaseFacts in lib/model lists the facts.',
  });
}
