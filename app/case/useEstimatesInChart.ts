'use client';
import { useCallback, useEffect, useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { chosenFracture } from '@/lib/client/case/chosenFracture';
import type { Problem } from '@/lib/core/result';
import { correctEstimate } from '@/lib/fhir/write/correct';
import { type EarlierEstimate, earlierEstimates } from '@/lib/fhir/write/earlierEstimates';
import { isGranted } from '@/lib/smart/grantedScopes';
import { useCase } from './CaseFrame';
import type { Correct } from './EstimatesInChart';

const noUpdate: Problem = {
  code: 'correct-no-access',
  message: 'The EHR granted no access to change an estimate.',
  remedy: 'Ask the EHR team for patient/RiskAssessment.u.',
};

/** The estimates that the chart holds for the fracture of this case, read again after each correction. */
export function useEstimatesInChart(): {
  readonly estimates: readonly EarlierEstimate[];
  readonly blocked: Problem | undefined;
  readonly correct: Correct;
  readonly reload: () => Promise<void>;
} {
  const { fhir, store, state } = useCase();
  const [estimates, setEstimates] = useState<readonly EarlierEstimate[]>([]);
  const condition = chosenFracture(state)?.conditionReference;
  const versions = state.chart?.versions;
  const { launchId, patientId, scope, user } = fhir.session;
  const reload = useCallback(async () => {
    if (!condition || !versions) return;
    const found = await earlierEstimates(patientId, condition, versions, fhir.query);
    // A chart without RiskAssessment has none to show; the target of the write says so.
    if (found.ok) setEstimates(found.value);
  }, [condition, versions, patientId, fhir]);
  useEffect(() => {
    void reload();
  }, [reload]);
  const correct: Correct = async (reference, status, note) => {
    const result = await correctEstimate(
      reference,
      user.name,
      { status, note },
      {
        get: (path) => fhir.exchange(path),
        put: (resource, ifMatch) => fhir.exchange(reference, { method: 'PUT', body: resource, ifMatch }),
        now: () => new Date(),
      },
    );
    if (!result.ok) return result.problem;
    reportEvent({ event: status === 'amended' ? 'amend' : 'withdraw', launch: launchId });
    const { signed } = store.get();
    if (signed?.riskAssessment === reference) store.update({ signed: { ...signed, status } });
    await reload();
    return undefined;
  };
  return { estimates, blocked: isGranted(scope, 'u', 'RiskAssessment') ? undefined : noUpdate, correct, reload };
}
