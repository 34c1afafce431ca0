import 'server-only';
import type { DecisionData } from '@/lib/decide/decisionData';
import type { ModelPackage } from './readModelPackage';

/** The decision curve of the package's own model, with whom it would act on at each threshold. */
export function decisionDataOf({ manifest, report }: Pick<ModelPackage, 'manifest' | 'report'>): DecisionData {
  const { curves, test } = report;
  const [{ label, performance }] = report.models;
  return {
    modelLabel: label,
    simulated: manifest.cohort.simulated,
    patients: test.patients,
    events: test.events,
    points: curves.thresholds.map((threshold, at) => {
      const band = performance.netBenefitBand[at];
      return {
        per100: Math.round(threshold * 100),
        ...performance.actedOn[at],
        netBenefit: performance.netBenefit[at],
        ...(band && { band }),
        actOnAll: curves.all[at],
        clinicalOnly: curves.clinicalOnly[at],
      };
    }),
  };
}
