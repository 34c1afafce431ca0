'use client';
import { useState } from 'react';
import { sendDisagreement } from '@/lib/client/audit/sendDisagreement';
import type { DisagreementDraft } from '@/lib/client/case/caseState';
import type { DisagreementReason } from '@/lib/core/disagreement';
import type { Estimate } from '@/lib/model/assessment';
import { Button } from '@/lib/ui/Button';
import { Disclosure } from '@/lib/ui/Disclosure';
import { StateMark } from '@/lib/ui/StateMark';
import { useCase } from '../CaseFrame';
import { DisagreementWords } from './DisagreementWords';

const labels: Readonly<Record<DisagreementReason, string>> = {
  'too-high': 'Too high',
  'too-low': 'Too low',
  'inputs-wrong': 'The inputs are wrong',
  other: 'Another reason',
};
const reasons = Object.entries(labels) as [DisagreementReason, string][];

/**
 * "I think this is wrong" (S19): a reason, and words that tell nothing of who the patient is, go to those who watch the model.
 * It blocks nothing. What could not be sent stays in the case, and is told.
 */
export function Disagreement({ model, computedAt }: Pick<Estimate, 'model' | 'computedAt'>) {
  const { store, state, fhir } = useCase();
  const [working, setWorking] = useState(false);
  const draft = state.disagreement?.about === computedAt ? state.disagreement : undefined;
  const keep = (change: Partial<DisagreementDraft> & Pick<DisagreementDraft, 'reason'>) =>
    store.update({ disagreement: { about: computedAt, words: '', sending: 'not-sent', ...draft, ...change } });
  const send = async (reason: DisagreementReason, words: string) => {
    setWorking(true);
    const disagreement = { modelId: model.id, modelVersion: model.version, reason, ...(words && { words }) };
    const problem = await sendDisagreement(fhir.session.launchId, disagreement);
    keep({ reason, words, sending: problem ?? 'sent' });
    setWorking(false);
  };
  if (draft?.sending === 'sent')
    return (
      <p role="status" className="mt-2">
        <StateMark state="ok">{`Sent: ${labels[draft.reason]}${draft.words && ', in your words'}.`}</StateMark> You can
        go on. What matters for this patient belongs in the chart.
      </p>
    );
  return (
    <Disclosure title="I think this is wrong" open={draft !== undefined}>
      <fieldset className="flex flex-wrap gap-2" disabled={working}>
        <legend className="sr-only">What is wrong</legend>
        {reasons.map(([reason, label]) => (
          <Button key={reason} pressed={draft?.reason === reason} onPress={() => keep({ reason })}>
            {label}
          </Button>
        ))}
      </fieldset>
      {draft && state.chart && (
        <DisagreementWords
          patient={state.chart.patient}
          kept={draft.words}
          problem={draft.sending === 'not-sent' ? undefined : draft.sending}
          working={working}
          onKeep={(words) => keep({ reason: draft.reason, words })}
          onSend={(words) => send(draft.reason, words)}
        />
      )}
    </Disclosure>
  );
}
