'use client';
import type { Bundle } from 'fhir/r4';
import { useCallback, useEffect, useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { chosenFracture } from '@/lib/client/case/chosenFracture';
import { loadPart } from '@/lib/client/loadPart';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import { ok, type Problem, type Result } from '@/lib/core/result';
import type { NewVersion } from '@/lib/fhir/write/correct';
import { type EarlierEstimate, earlierEstimates } from '@/lib/fhir/write/earlierEstimates';
import type { FhirExchange } from '@/lib/fhir/write/writeContract';
import { isGranted } from '@/lib/smart/grantedScopes';
import { useCase } from './CaseFrame';
import type { Correct } from './CorrectionForm';

const noUpdate: Problem = {
  code: 'correct-no-access',
  message: 'The EHR granted no access to change an estimate.',
  remedy: 'Ask the EHR team for the right to update the estimate.',
};
const noEstimates: Result<readonly EarlierEstimate[]> = ok([]);

export interface HeldEstimates {
  readonly estimates: readonly EarlierEstimate[];
  /** Why estimates cannot be corrected from here. */
  readonly blocked: Problem | undefined;
  /** Why the last reading of them failed. */
  readonly unread: Problem | undefined;
  readonly correct: Correct;
  /** Reads them as they are now, or says why that cannot be known. */
  readonly reload: () => Promise<Result<readonly EarlierEstimate[]>>;
}

/** The estimates that the chart holds for the fracture of this case, read again after each correction. */
export function useEstimatesInChart(): HeldEstimates {
  const { fhir, store, state } = useCase();
  const [estimates, setEstimates] = useState<readonly EarlierEstimate[]>([]);
  const [unread, setUnread] = useState<Problem>();
  const condition = chosenFracture(state)?.conditionReference;
  const versions = state.chart?.versions;
  const { launchId, patientId, scope, user } = fhir.session;
  const reload = useCallback(async () => {
    if (!condition || !versions) return noEstimates;
    const found = await earlierEstimates(patientId, condition, versions, fhir.query);
    setUnread(found.ok ? undefined : found.problem);
    if (found.ok) setEstimates(found.value);
    return found;
  }, [condition, versions, patientId, fhir]);
  useEffect(() => {
    void reload();
  }, [reload]);
  const correct: Correct = async (reference, status, note) => {
    const deps = { get: (path: string) => fhir.exchange(path), put: putWith(fhir), now: () => new Date() };
    // Few who look at a chart correct an estimate: the way of writing it is loaded at the press.
    const code = await loadPart(import('@/lib/fhir/write/correct'), 'corrects an estimate');
    if (!code.ok) return code.problem;
    const result = await code.value.correctEstimate(reference, patientId, user.name, { status, note }, deps);
    if (!result.ok) return result.problem;
    reportEvent({ event: status === 'amended' ? 'amend' : 'withdraw', launch: launchId });
    const { signed } = store.get();
    if (signed?.riskAssessment === reference) store.update({ signed: { ...signed, status } });
    await reload();
    return undefined;
  };
  const types = estimates.some(({ reference }) => reference.startsWith('Observation/'))
    ? ['Observation', 'DocumentReference']
    : ['RiskAssessment'];
  const mayUpdate = types.every((type) => isGranted(scope, 'u', type));
  return { estimates, blocked: mayUpdate ? undefined : noUpdate, unread, correct, reload };
}

/** One new version by PUT; several as one transaction, so that an estimate and its document never say different things. */
const putWith =
  (fhir: FhirSession) =>
  (versions: readonly NewVersion[]): Promise<FhirExchange> => {
    const urlOf = ({ resource }: NewVersion) => `${resource.resourceType}/${resource.id}`;
    const [first, ...others] = versions;
    if (others.length === 0)
      return fhir.exchange(urlOf(first), { method: 'PUT', body: first.resource, ifMatch: first.ifMatch });
    const body: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: versions.map((version) => ({
        resource: version.resource,
        request: { method: 'PUT', url: urlOf(version), ifMatch: version.ifMatch },
      })),
    };
    return fhir.exchange('', { method: 'POST', body });
  };
