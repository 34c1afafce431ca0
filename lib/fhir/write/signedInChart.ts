import { ok, type Result } from '@/lib/core/result';
import type { FhirQuery } from '../chart/loadChart';
import { findingsQuery } from '../chart/queries';
import type { LocalCodes } from '../codes';
import { type EarlierEstimate, earlierEstimates, isInForce } from './earlierEstimates';
import { newerFindings } from './newerFindings';

export interface FractureInChart {
  readonly patientId: string;
  readonly conditionReference: string;
  /** Reference to version of the chart as it is now (ChartData.versions). */
  readonly versions: Readonly<Record<string, string>>;
  readonly localCodes: LocalCodes;
}

/**
 * What the chart holds as signed for a fracture: the estimate in force, else the newest, whatever became of it. A bone density
 * or cleft reading that is newer than the signature counts among the inputs that changed, as it does for the cards.
 */
export async function signedInChart(
  { patientId, conditionReference, versions, localCodes }: FractureInChart,
  query: FhirQuery,
): Promise<Result<EarlierEstimate | undefined>> {
  const [found, findings] = await Promise.all([
    earlierEstimates(patientId, conditionReference, versions, query),
    query(findingsQuery(patientId, localCodes)),
  ]);
  if (!found.ok) return found;
  const estimate = found.value.find(isInForce) ?? found.value[0];
  if (!estimate) return ok(undefined);
  if (!findings.ok) return findings;
  const newer = newerFindings(findings.value, estimate.signedOn).map(({ resourceType, id }) => `${resourceType}/${id}`);
  const { changedInputs } = estimate;
  return ok({ ...estimate, ...(changedInputs && { changedInputs: [...new Set([...changedInputs, ...newer])] }) });
}
