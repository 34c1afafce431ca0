import 'server-only';
import { z } from 'zod';

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const band = z.object({ low: z.number(), high: z.number() });

/** The part of a package's report/results.json that the model page and the decision screen show; intervals are at 95 %. */
export const reportSchema = z.object({
  training: z.object({ patients: z.int().positive(), events: z.int().nonnegative() }),
  test: z.object({ patients: z.int().positive(), events: z.int().nonnegative() }),
  /** The package's own model first, then those that it was compared with. */
  models: z
    .array(
      z.object({
        name: z.string().min(1),
        label: z.string().min(1),
        /** Area under the ROC curve by nested cross-validation of the training patients. */
        nestedAuroc: z.number(),
        performance: z.object({
          auroc: interval,
          averagePrecision: interval,
          calibration: z.object({
            slope: interval,
            intercept: interval,
            brier: z.number(),
            brierOfPrevalence: z.number(),
            /** Tenths of the probability in which there were patients: how many, mean estimate, share with the outcome. */
            bins: z.array(
              z.object({ bin: z.int(), n: z.int().positive(), mean_p: z.number(), rate: z.number().min(0).max(1) }),
            ),
          }),
          /** At the thresholds of `curves`. */
          netBenefit: z.array(z.number()),
          netBenefitBand: z.array(band.nullable()),
          actedOn: z.array(z.object({ tp: z.int().nonnegative(), fp: z.int().nonnegative() })),
        }),
      }),
    )
    .min(1),
  curves: z.object({
    thresholds: z.array(z.number()).min(2),
    all: z.array(z.number()),
    clinicalOnly: z.array(z.number()),
  }),
  /** Patients whose outline a second reader drew. */
  secondReaders: z.int().nonnegative(),
  /** Features left after each stage of selection. */
  selection: z.object({ counts: z.array(z.object({ stage: z.string(), left: z.int().nonnegative() })).min(2) }),
  importance: z.object({ inputs: z.array(z.object({ name: z.string() })).min(1) }),
  subgroups: z.array(
    z.object({
      by: z.string(),
      group: z.string(),
      patients: z.int().nonnegative(),
      events: z.int().nonnegative(),
      expected: z.number(),
      auroc: interval.nullish(),
    }),
  ),
});

export type ModelReport = z.infer<typeof reportSchema>;

/** Compared models with a higher area under the ROC curve on the same held-out patients, best first. */
export function modelsAbove({ models: [own, ...others] }: ModelReport): ModelReport['models'] {
  return others
    .filter(({ performance }) => performance.auroc.value > own.performance.auroc.value)
    .sort((a, b) => b.performance.auroc.value - a.performance.auroc.value);
}
