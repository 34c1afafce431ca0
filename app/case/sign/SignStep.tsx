'use client';
import { useEffect, useMemo, useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { signedCaseOf } from '@/lib/client/sign/signedCase';
import { writeTarget } from '@/lib/client/sign/writeTarget';
import type { Problem } from '@/lib/core/result';
import type { LocalCodes } from '@/lib/fhir/codes';
import { sentencesOf } from '@/lib/fhir/write/narrative';
import type { WriteTarget } from '@/lib/fhir/write/transaction';
import { type WriteProblem, writeSigned } from '@/lib/fhir/write/writeSigned';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { StepFooter } from '@/lib/ui/StepFooter';
import { CaseFrame, useCase } from '../CaseFrame';
import { Confirmations, confirmations } from './Confirmations';
import { WrittenView } from './WrittenView';

interface Site {
  readonly id: string;
  readonly localCodes: LocalCodes;
  readonly writeBack: boolean;
  readonly allowDemonstrationWriteBack: boolean;
}

export function SignStep({ sites }: { readonly sites: readonly Site[] }) {
  return (
    <CaseFrame step="sign" title="Is this what you want to sign?">
      <Sign sites={sites} />
    </CaseFrame>
  );
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
  const { fhir, store, state } = useCase();
  const site = sites.find(({ id }) => id === fhir.session.siteId);
  const [target, setTarget] = useState<WriteTarget>();
  const [blocked, setBlocked] = useState<Problem>();
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const [writing, setWriting] = useState(false);
  const [failed, setFailed] = useState<WriteProblem>();
  // The time of signature is fixed while this page is open, so that what is shown is what is written.
  const signedAt = useMemo(() => new Date().toISOString(), []);
  const signed = site && signedCaseOf(state, fhir.session, site.localCodes, signedAt);
  const demonstration = state.assessment?.model.status === 'demonstration';
  useEffect(() => {
    if (!site) return setBlocked(noSite);
    writeTarget(fhir, site, demonstration).then((result) =>
      result.ok ? setTarget(result.value) : setBlocked(result.problem),
    );
  }, [fhir, site, demonstration]);
  if (state.signed) return <WrittenView record={state.signed} />;
  if (!signed) return <Notice state="stop" problem={nothingToSign} />;
  if (!target && !blocked) return <Skeleton lines={5} label="Asking the EHR what can be written" />;

  const write = async () => {
    if (!target) return;
    setWriting(true);
    setFailed(undefined);
    const result = await writeSigned(signed, state.chart?.versions ?? {}, target, {
      get: (query) => fhir.exchange(query),
      post: (bundle) => fhir.exchange('', { method: 'POST', body: bundle }),
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      newUuid: () => crypto.randomUUID(),
    });
    setWriting(false);
    if (!result.ok) return setFailed(result.problem);
    reportEvent({ event: 'sign', launch: fhir.session.launchId });
    const { estimate, resources, identifier } = result.value;
    store.update({
      signed: {
        riskAssessment: estimate,
        resources,
        identifier,
        signedBy: signed.signer.name,
        signedAt,
        status: 'final',
      },
    });
  };
  const open = confirmations.filter(({ id }) => !confirmed.has(id)).length;
  const reason = blocked
    ? blocked.message
    : writing
      ? 'Writing to the chart.'
      : open > 0
        ? `Confirm the ${open === 1 ? 'last statement' : `${open} statements`} first.`
        : undefined;
  return (
    <>
      <section aria-label="What will be written" className="mt-4 rounded-md border border-line bg-raised p-4">
        <h2 className="font-semibold">
          {target === 'observation-and-document'
            ? 'Will be written as an observation with a document'
            : 'Will be written as a risk assessment'}
        </h2>
        {sentencesOf(signed).map((sentence) => (
          <p key={sentence} className="mt-1">
            {sentence}
          </p>
        ))}
      </section>
      <Confirmations
        signed={signed}
        confirmed={confirmed}
        onConfirm={(id, yes) =>
          setConfirmed((old) => new Set(yes ? [...old, id] : [...old].filter((one) => one !== id)))
        }
      />
      {blocked && <Notice state="attention" problem={blocked} />}
      {failed && <Notice state="stop" problem={{ ...failed, message: `${failed.message}${changesOf(failed)}` }} />}
      <StepFooter action="Sign and write to chart" {...(reason && { disabledReason: reason })} onAction={write} />
    </>
  );
}

function changesOf({ changes }: WriteProblem): string {
  return changes
    ? ` ${changes.map(({ reference, kind }) => `${reference} is ${kind === 'changed' ? 'another version now' : kind}`).join('; ')}.`
    : '';
}
