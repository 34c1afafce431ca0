'use client';
import { type ReactNode, useEffect, useState } from 'react';
import { inputChanges } from '@/lib/client/case/inputChanges';
import { isSignedAsText, writeTarget } from '@/lib/client/sign/writeTarget';
import type { Problem } from '@/lib/core/result';
import type { LocalCodes } from '@/lib/fhir/codes';
import type { EarlierEstimate } from '@/lib/fhir/write/earlierEstimates';
import { type PlaceInChart, placeInChart } from '@/lib/fhir/write/placeInChart';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import type { WriteTarget } from '@/lib/fhir/write/transaction';
import { Notice } from '@/lib/ui/Notice';
import { PanelSkeletons } from '@/lib/ui/Skeleton';
import { StepFooter } from '@/lib/ui/StepFooter';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { useCase } from '../CaseFrame';
import { ChartChanged } from './ChartChanged';
import { Confirmations, confirmations } from './Confirmations';
import { InputChanges } from './InputChanges';
import { type ChartNow, useSignature } from './useSignature';
import { WritePreview } from './WritePreview';

export interface SigningSite {
  readonly id: string;
  readonly localCodes: LocalCodes;
  readonly writeBack: boolean;
  readonly allowDemonstrationWriteBack: boolean;
}

interface SigningFormProps {
  readonly toSign: SignedCase;
  readonly site: SigningSite;
  /** Those that the chart held when this was opened, and as a panel. */
  readonly estimates: readonly EarlierEstimate[];
  readonly inChart: ReactNode;
  readonly now: ChartNow;
}

/** What will be written, what the signer confirms, and the signature (P6). */
export function SigningForm({ toSign, site, estimates, inChart, now }: SigningFormProps) {
  const { fhir, state } = useCase();
  const [target, setTarget] = useState<WriteTarget>();
  const [blocked, setBlocked] = useState<Problem>();
  const [place, setPlace] = useState<PlaceInChart>();
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const { writing, failed, write, keepAsText } = useSignature(now);
  const demonstration = toSign.estimate.model.status === 'demonstration';
  useEffect(() => {
    writeTarget(fhir, site, demonstration).then((result) =>
      result.ok ? setTarget(result.value) : setBlocked(result.problem),
    );
  }, [fhir, site, demonstration]);
  useEffect(() => {
    let left = false;
    placeInChart(toSign, estimates).then((found) => !left && setPlace(found));
    return () => {
      left = true;
    };
  }, [toSign, estimates]);
  if (!place || (!target && !blocked)) return <PanelSkeletons panels={2} label="Asking the EHR what can be written" />;

  const asText = blocked !== undefined && isSignedAsText(blocked);
  const sign = async () => {
    const signed = { ...toSign, signedAt: new Date().toISOString() };
    if (asText) return keepAsText(signed, place);
    if (!target) return;
    await write(signed, target, place);
    await now.readEstimates();
  };
  const reason = writing
    ? 'Reading the chart once more, and writing.'
    : whyNotYet(blocked, asText, confirmations.filter(({ id }) => !confirmed.has(id)).length);
  return (
    <>
      <TwoColumns
        evidence={
          <>
            <WritePreview toSign={toSign} target={target} place={place} />
            {inChart}
          </>
        }
        meaning={
          <>
            <InputChanges changes={inputChanges(state)} />
            <Confirmations
              signed={toSign}
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
        <ChartChanged problem={failed} before={state.chart} readAgain={now.readChart} />
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

/** @param open statements that are not confirmed yet. */
function whyNotYet(blocked: Problem | undefined, asText: boolean, open: number): string | undefined {
  if (blocked && !asText) return blocked.message;
  if (open === 0) return undefined;
  const confirm = `Confirm the ${open === 1 ? 'last statement' : `${open} statements`} first.`;
  return blocked ? `${blocked.message} ${confirm}` : confirm;
}
