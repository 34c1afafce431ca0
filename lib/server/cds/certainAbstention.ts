import 'server-only';
import type { ChartData } from '@/lib/fhir/chartData';
import { chartInputs } from '@/lib/fhir/modelInputs';
import { caseVector } from '@/lib/model/caseVector';
import { limitsBefore } from '@/lib/model/limits';
import type { ModelManifest } from '@/lib/model/manifest';
import type { ModelLimit } from '@/lib/model/manifestLimits';
import { type SiteModelSettings, siteFacts } from '@/lib/model/siteFacts';

/** Limits that a chart can reach before anyone reads the CT, and that nothing entered later takes back. */
const isDecidedByChart = ({ severity, rule }: ModelLimit): boolean =>
  severity === 'abstain' &&
  (rule.kind === 'input-in-range' || (rule.kind === 'number' && rule.fact === 'levelsPlanned'));

/**
 * Whether the model would abstain whatever a clinician still enters: the site has stopped it (S20), a value of the chart is
 * outside what it was trained on, or more levels are ordered than it is for (S6). By the package's own limits.
 */
export function abstainsForCertain(
  manifest: ModelManifest,
  settings: SiteModelSettings,
  chart: ChartData,
  levelsPlanned: number,
  now: Date,
): boolean {
  if (!siteFacts(settings, manifest).modelEnabled) return true;
  const decided = { ...manifest, limits: manifest.limits.filter(isDecidedByChart) };
  const before = {
    vector: caseVector(chartInputs(manifest, chart), manifest),
    facts: { now: now.toISOString(), levelsPlanned },
  };
  return limitsBefore(before, decided).length > 0;
}
