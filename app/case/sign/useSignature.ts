'use client';
import { useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import type { SignedRecord } from '@/lib/client/case/caseState';
import type { Problem, Result } from '@/lib/core/result';
import type { ChartData } from '@/lib/fhir/chartData';
import type { EarlierEstimate } from '@/lib/fhir/write/earlierEstimates';
import { numberSentences } from '@/lib/fhir/write/narrative';
import type { PlaceInChart } from '@/lib/fhir/write/placeInChart';
import { signAsText } from '@/lib/fhir/write/signAsText';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import type { WriteTarget } from '@/lib/fhir/write/transaction';
import type { WriteDeps, WriteProblem, WrittenCase } from '@/lib/fhir/write/writeContract';
import { writeSigned } from '@/lib/fhir/write/writeSigned';
import { useCase } from '../CaseFrame';
import { otherPlace } from './otherPlace';

/** What the chart holds at the moment of the signature, read anew. */
export interface ChartNow {
  readonly readChart: () => Promise<Result<ChartData>>;
  readonly readEstimates: () => Promise<Result<readonly EarlierEstimate[]>>;
}

export interface Signature {
  readonly writing: boolean;
  readonly failed: (Problem & Pick<WriteProblem, 'changes'>) | undefined;
  /** Writes what is signed to the chart, in the place that was shown. */
  readonly write: (signed: SignedCase, target: WriteTarget, place: PlaceInChart) => Promise<void>;
  /** Signs for a note, where nothing can be written. */
  readonly keepAsText: (signed: SignedCase, place: PlaceInChart) => Promise<void>;
}

/** Signs the case, once; what comes of it is kept with the case and told to the audit (S16). */
export function useSignature({ readChart, readEstimates }: ChartNow): Signature {
  const { fhir, store, state } = useCase();
  const [writing, setWriting] = useState(false);
  const [failed, setFailed] = useState<Signature['failed']>();
  const { launchId: launch } = fhir.session;
  const get = (query: string) => fhir.exchange(query);
  const begin = () => {
    setWriting(true);
    setFailed(undefined);
  };
  const refuse = (problem: NonNullable<Signature['failed']>) => {
    setWriting(false);
    setFailed(problem);
    reportEvent({ event: 'write-failed', launch, reasons: [problem.code] });
  };
  const keep = (
    signed: SignedCase,
    kept: Omit<SignedRecord, 'number' | 'signedBy' | 'signedAt' | 'resultAt' | 'status'>,
    /** Of this very estimate, where it was in the chart before. */
    { signedBy = signed.signer.name, signedOn = signed.signedAt }: Pick<WrittenCase, 'signedBy' | 'signedOn'> = {},
  ) => {
    setWriting(false);
    reportEvent({ event: 'sign', launch });
    const { computedAt: resultAt } = signed.estimate;
    const number = numberSentences(signed);
    store.update({ signed: { ...kept, number, signedBy, signedAt: signedOn, resultAt, status: 'final' } });
  };
  const write: Signature['write'] = async (signed, target, place) => {
    if (!state.chart) return;
    begin();
    // What was signed meanwhile, in this window or another, has to be seen before something takes its place.
    const now = await readEstimates();
    const problem = now.ok ? await otherPlace(signed, place, now.value) : now.problem;
    if (problem) return refuse(problem);
    const deps: WriteDeps = {
      get,
      post: (bundle) => fhir.exchange('', { method: 'POST', body: bundle }),
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      newUuid: () => crypto.randomUUID(),
      readChart,
    };
    const result = await writeSigned(signed, state.chart, target, deps, place.replaces?.reference);
    if (!result.ok) return refuse(result.problem);
    const { estimate, resources, identifier } = result.value;
    keep(signed, { riskAssessment: estimate, resources, identifier }, result.value);
    reportEvent({ event: 'written', launch });
  };
  const keepAsText: Signature['keepAsText'] = async (signed, { replaces }) => {
    if (!state.chart) return;
    begin();
    const result = await signAsText(signed, state.chart, { get, readChart }, replaces?.reference);
    if (!result.ok) return refuse(result.problem);
    keep(signed, { ...result.value, resources: [] });
  };
  return { writing, failed, write, keepAsText };
}
