'use client';
import { useEffect } from 'react';
import type { ChartSite } from '@/lib/client/app/chartReading';
import { consentGate } from '@/lib/client/consent/consentGate';
import { newConsentRecord } from '@/lib/consent/consentRecord';
import type { StoppedModel } from '@/lib/model/siteFacts';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { StepFooter } from '@/lib/ui/StepFooter';
import { CaseFrame, CaseProvider, useCase } from '../CaseFrame';
import { StepLink } from '../StepNavigation';
import { Conversation } from './Conversation';
import { HandedOverClosed } from './HandedOverClosed';
import { useSignedEarlier } from './useSignedEarlier';

interface ConsentStepProps {
  readonly sites: readonly (ChartSite & { readonly stoppedModels: readonly StoppedModel[] })[];
}

export function ConsentStep({ sites }: ConsentStepProps) {
  return (
    <CaseProvider>
      <GatedConversation sites={sites} />
    </CaseProvider>
  );
}

/** Nothing for a patient before the signature (R19); an abstention opens once a clinician has looked at its reasons. */
function GatedConversation({ sites }: ConsentStepProps) {
  const { store, state, fhir } = useCase();
  const { reading, problem, readAgain } = useSignedEarlier(sites);
  const gate = consentGate(state, sites.find(({ id }) => id === fhir.session.siteId)?.stoppedModels);
  const fresh = gate.state === 'open' && state.consent?.about !== gate.about;
  const handedOver = state.consent?.lock !== undefined;
  useEffect(() => {
    // A new record has no PIN: one that is handed over is first taken back.
    if (gate.state === 'open' && fresh && !reading && !handedOver)
      store.update({
        consent: { ...newConsentRecord(gate.about), log: [{ at: new Date().toISOString(), what: 'opened' }] },
      });
  }, [store, gate, fresh, reading, handedOver]);
  const closed = gate.state !== 'open' || fresh || reading;
  if (state.consent && handedOver && closed) return <HandedOverClosed record={state.consent} reading={reading} />;
  if (reading)
    return (
      <CaseFrame step="consent" title="Talk it through with the patient">
        <Skeleton lines={4} label="Reading what is signed in the chart" />
      </CaseFrame>
    );
  if (gate.state === 'locked')
    return (
      <CaseFrame step="consent" title="Talk it through with the patient">
        <Notice state="attention" problem={problem ?? gate.problem} />
        {problem && <Button onPress={readAgain}>Read the chart again</Button>}
        <p className="mt-2">
          <StepLink href="/case/sign">Go to signing</StepLink>
        </p>
      </CaseFrame>
    );
  if (gate.state === 'to-open') {
    const open = () => {
      const at = new Date().toISOString();
      const { name } = fhir.session.user;
      store.update({
        consent: {
          ...newConsentRecord(gate.about),
          openedBy: name,
          openedAt: at,
          log: [{ at, what: 'opened' }],
        },
      });
    };
    return (
      <CaseFrame step="consent" title="Talk it through with the patient">
        <p className="mt-3 max-w-[68ch]">
          There is no estimate for this patient. The patient view says so in plain words and shows what is known of all
          patients. It opens under your name, {fhir.session.user.name}.
        </p>
        <p className="mt-2">
          <StepLink href="/case/result">Look at the reasons again</StepLink>
        </p>
        <StepFooter action="Open the patient view" onAction={open} />
      </CaseFrame>
    );
  }
  if (fresh || !state.consent) return null;
  return <Conversation facts={gate.facts} record={state.consent} />;
}
