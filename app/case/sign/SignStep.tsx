'use client';
import { useCallback, useMemo } from 'react';
import { readChart } from '@/lib/client/app/chartReading';
import { isRevealed } from '@/lib/client/case/isRevealed';
import { signatureOfResult } from '@/lib/client/sign/signatureOfResult';
import { signedCaseOf } from '@/lib/client/sign/signedCase';
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
  readonly sites: readonly SigningSite[];
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
  const { estimates, blocked, correct, reload } = useEstimatesInChart();
  const readAgain = useCallback(() => readChart(fhir, sites), [fhir, sites]);
  // The preview stands at the time when it was opened; the signature takes the time of the press.
  const openedAt = useMemo(() => new Date().toISOString(), []);
  const toSign = useMemo(
    () => site && signedCaseOf(state, fhir.session, site.localCodes, openedAt),
    [site, state, fhir, openedAt],
  );
  const inChart = <EstimatesInChart estimates={estimates} blocked={blocked} onCorrect={correct} />;
  const record = signatureOfResult(state);
  if (record)
    return (
      <>
        <TwoColumns evidence={<WrittenView record={record} />} meaning={inChart} />
        {record.status !== 'entered-in-error' && (
          <StepFooter action="Open the patient view" onAction={() => goTo('/case/consent')} />
        )}
      </>
    );
  if (site && toSign)
    return (
      <SigningForm
        toSign={toSign}
        site={site}
        estimates={estimates}
        inChart={inChart}
        now={{ readChart: readAgain, readEstimates: reload }}
      />
    );
  const hidden = state.assessment !== undefined && !isRevealed(state);
  return (
    <>
      <Notice state={hidden ? 'attention' : 'stop'} problem={!site ? noSite : hidden ? ownFirst : nothingToSign} />
      {hidden && (
        <p className="mt-2">
          <StepLink href="/case/result">Go to your own estimate</StepLink>
        </p>
      )}
      {inChart}
    </>
  );
}

const nothingToSign: Problem = {
  code: 'nothing-to-sign',
  message: 'There is no estimate to sign for this fracture.',
  remedy: 'Go through imaging and result first.',
};
const ownFirst: Problem = {
  code: 'own-estimate-first',
  message: 'Give your own estimate first.',
  remedy: "The model's number is not shown here before you said yours on the result step.",
};
const noSite: Problem = {
  code: 'no-site',
  message: 'The EHR of this launch is no longer in the site registry.',
  remedy: 'Open Backcast from the chart again.',
};
