'use client';
import { useCallback, useMemo } from 'react';
import { readChart } from '@/lib/client/app/chartReading';
import { isOwnFirst, type SignableSite, signableCase } from '@/lib/client/sign/signableCase';
import { signatureOfResult } from '@/lib/client/sign/signatureOfResult';
import type { Problem } from '@/lib/core/result';
import { Notice } from '@/lib/ui/Notice';
import { StepFooter } from '@/lib/ui/StepFooter';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { CaseFrame, useCase } from '../CaseFrame';
import { EstimatesInChart } from '../EstimatesInChart';
import { StepLink, useGoTo } from '../StepNavigation';
import { useEstimatesInChart } from '../useEstimatesInChart';
import { SigningForm, type SigningSite } from './SigningForm';
import { WrittenView } from './WrittenView';

interface SignStepProps {
  readonly sites: readonly (SigningSite & SignableSite)[];
}

export function SignStep({ sites }: SignStepProps) {
  return (
    <CaseFrame step="sign" title={<Title />}>
      <Sign sites={sites} />
    </CaseFrame>
  );
}

/** A question until it is answered. */
function Title() {
  const signed = signatureOfResult(useCase().state);
  if (signed?.status === 'entered-in-error') return 'The signed estimate was entered in error';
  return signed ? 'The estimate is signed' : 'Is this what you want to sign?';
}

/** The receipt of this result's signature; before it, what is to be signed, or why nothing is. */
function Sign({ sites }: SignStepProps) {
  const { fhir, state } = useCase();
  const goTo = useGoTo();
  const site = sites.find(({ id }) => id === fhir.session.siteId);
  const held = useEstimatesInChart();
  const readAgain = useCallback(() => readChart(fhir, sites), [fhir, sites]);
  // The preview stands at the time when it was opened; the signature takes the time of the press.
  const openedAt = useMemo(() => new Date().toISOString(), []);
  const toSign = useMemo(() => signableCase(state, fhir.session, site, openedAt), [site, state, fhir, openedAt]);
  const inChart = <EstimatesInChart {...held} />;
  const record = signatureOfResult(state);
  const stands = record?.status !== 'entered-in-error' && state.assessment !== undefined;
  if (record)
    return (
      <>
        {!state.assessment && <Notice state="attention" problem={inputsChanged} />}
        <TwoColumns evidence={<WrittenView record={record} />} meaning={inChart} />
        {stands && <StepFooter action="Open the patient view" onAction={() => goTo('/case/consent')} />}
      </>
    );
  if (!toSign.ok)
    return (
      <>
        <Notice state={isOwnFirst(toSign.problem) ? 'attention' : 'stop'} problem={toSign.problem} />
        {isOwnFirst(toSign.problem) && (
          <p className="mt-2">
            <StepLink href="/case/result">Go to your own estimate</StepLink>
          </p>
        )}
        {inChart}
      </>
    );
  return (
    site && (
      <SigningForm
        toSign={toSign.value}
        site={site}
        estimates={held.estimates}
        inChart={inChart}
        now={{ readChart: readAgain, readEstimates: held.reload }}
      />
    )
  );
}

const inputsChanged: Problem = {
  code: 'inputs-changed',
  message: 'The inputs of this case changed after the signature, so this estimate is no longer its result.',
  remedy: 'Go through imaging and result again, and sign the new estimate: it takes the place of this one.',
};
