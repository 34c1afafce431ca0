'use client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { readChart } from '@/lib/client/app/chartReading';
import { inputChanges } from '@/lib/client/case/inputChanges';
import { signedCaseOf } from '@/lib/client/sign/signedCase';
import { isSignedAsText, writeTarget } from '@/lib/client/sign/writeTarget';
import type { Problem } from '@/lib/core/result';
import type { LocalCodes } from '@/lib/fhir/codes';
import { isInForce } from '@/lib/fhir/write/earlierEstimates';
import type { WriteTarget } from '@/lib/fhir/write/transaction';
import { Notice } from '@/lib/ui/Notice';
import { PanelSkeletons } from '@/lib/ui/Skeleton';
import { StepFooter } from '@/lib/ui/StepFooter';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { CaseFrame, useCase } from '../CaseFrame';
import { EstimatesInChart } from '../EstimatesInChart';
import { useGoTo } from '../StepNavigation';
import { useEstimatesInChart } from '../useEstimatesInChart';
import { ChartChanged } from './ChartChanged';
import { Confirmations, confirmations } from './Confirmations';
import { InputChanges } from './InputChanges';
import { useSignature } from './useSignature';
import { WritePreview } from './WritePreview';
import { WrittenView } from './WrittenView';

interface Site {
  readonly id: string;
  readonly localCodes: LocalCodes;
  readonly writeBack: boolean;
  readonly allowDemonstrationWriteBack: boolean;
}

export function SignStep({ sites }: { readonly sites: readonly Site[] }) {
  return (
    <CaseFrame step="sign" title={<Title />}>
      <Sign sites={sites} />
    </CaseFrame>
  );
}

/** A question until it is answered. */
function Title() {
  const { signed } = useCase().state;
  return signed ? 'The estimate is signed' : 'Is this what you want to sign?';
}

const nothingToSign: Problem = {
  code: 'nothing-to-sign',
  message: 'There is no estimate to sign for this fracture.',
  remedy: 'Go through imaging and result first.',
};
const noSite: Problem = {
  code: 'no-site',
  message: 'The EHR of this launch is no longer in the site registry.',
  remedy: 'Open Backcast from the chart again.',
};

function Sign({ sites }: { readonly sites: readonly Site[] }) {
  const { fhir, state } = useCase();
  const site = sites.find(({ id }) => id === fhir.session.siteId);
  const [target, setTarget] = useState<WriteTarget>();
  const [blocked, setBlocked] = useState<Problem>();
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  // The time of signature is fixed while this page is open, so that what is shown is what is written.
  const signedAt = useMemo(() => new Date().toISOString(), []);
  const signed = useMemo(
    () => site && signedCaseOf(state, fhir.session, site.localCodes, signedAt),
    [site, state, fhir, signedAt],
  );
  const goTo = useGoTo();
  const { estimates, blocked: noCorrection, unread, correct, reload } = useEstimatesInChart();
  const replaces = estimates.find(isInForce)?.reference;
  const readAgain = useCallback(() => readChart(fhir, sites), [fhir, sites]);
  const { writing, failed, write, keepAsText } = useSignature({ readChart: readAgain, readEstimates: reload });
  const demonstration = state.assessment?.model.status === 'demonstration';
  useEffect(() => {
    if (!site) return setBlocked(noSite);
    writeTarget(fhir, site, demonstration).then((result) =>
      result.ok ? setTarget(result.value) : setBlocked(result.problem),
    );
  }, [fhir, site, demonstration]);
  const inChart = (
    <EstimatesInChart
      estimates={estimates}
      blocked={noCorrection}
      onCorrect={correct}
      unread={unread}
      onReadAgain={reload}
    />
  );
  if (state.signed)
    return (
      <>
        <TwoColumns evidence={<WrittenView record={state.signed} />} meaning={inChart} />
        {state.signed.status !== 'entered-in-error' && (
          <StepFooter action="Open the patient view" onAction={() => goTo('/case/consent')} />
        )}
      </>
    );
  if (!signed)
    return (
      <>
        <Notice state="stop" problem={nothingToSign} />
        {inChart}
      </>
    );
  if (!target && !blocked) return <PanelSkeletons panels={2} label="Asking the EHR what can be written" />;

  const open = confirmations.filter(({ id }) => !confirmed.has(id)).length;
  const asText = blocked !== undefined && isSignedAsText(blocked);
  const sign = async () => {
    if (asText) return keepAsText(signed);
    if (!target) return;
    await write(signed, target, replaces);
    await reload();
  };
  const unconfirmed =
    open > 0 ? `Confirm the ${open === 1 ? 'last statement' : `${open} statements`} first.` : undefined;
  const reason = writing
    ? 'Reading the chart once more, and writing.'
    : blocked && !asText
      ? blocked.message
      : unconfirmed && [...(blocked ? [blocked.message] : []), unconfirmed].join(' ');
  return (
    <>
      <TwoColumns
        evidence={
          <>
            <WritePreview signed={signed} target={target} replaces={replaces} />
            {inChart}
          </>
        }
        meaning={
          <>
            <InputChanges changes={inputChanges(state)} />
            <Confirmations
              signed={signed}
              confirmed={confirmed}
              onConfirm={(id, yes) =>
                setConfirmed((old) => new Set(yes ? [...old, id] : [...old].filter((one) => one !== id)))
              }
            />
          </>
        }
      />
      {blocked && <Notice state="attention" problem={blocked} />}
      {failed?.code === 'chart-changed' && state.chart && (
        <ChartChanged problem={failed} before={state.chart} readAgain={readAgain} />
      )}
      {failed && failed.code !== 'chart-changed' && <Notice state="stop" problem={failed} />}
      <StepFooter
        action={asText ? 'Sign, for a note' : 'Sign and write to chart'}
        {...(reason && { disabledReason: reason })}
        onAction={sign}
      />
    </>
  );
}
