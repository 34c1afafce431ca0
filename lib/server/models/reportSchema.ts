import 'server-only';
import { z } from 'zod';

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
const band = z.object({ low: z.number(), high: z.number() });

/** The part of a package's report/results.json that the model page and the decision screen show; intervals are at 95 %. */
export const reportSchema = z.object({
  test: z.object({ patients: z.int().positive(), events: z.int().nonnegative() }),
  /** The package's own model first, then those that it was compared with. */
  models: z
    .array(
      z.object({
        name: z.string().min(1),
        label: z.string().min(1),
        performance: z.object({
          auroc: interval,
          averagePrecision: interval,
          calibration: z.object({ slope: interval, brier: z.number(), brierOfPrevalence: z.number() }),
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
});

export type ModelReport = z.infer<typeof reportSchema>;

/** Compared models with a higher area under the ROC curve on the same held-out patients, best first. */
export function modelsAbove({ models: [own, ...others] }: ModelReport): ModelReport['models'] {
  return others
    .filter(({ performance }) => performance.auroc.value > own.performance.auroc.value)
    .sort((a, b) => b.performance.auroc.value - a.performance.auroc.value);
}
