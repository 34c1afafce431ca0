'use client';
import { useState } from 'react';
import type { OwnEstimate } from '@/lib/client/case/caseState';
import { Button } from '@/lib/ui/Button';
import { Disclosure } from '@/lib/ui/Disclosure';
import { OutOf100 } from '@/lib/ui/OutOf100';
import { Panel } from '@/lib/ui/Panel';
import { StepFooter } from '@/lib/ui/StepFooter';

/** The clinician's own estimate before the model's, or a reason why not (S2). */
export function OwnEstimatePrompt({ onAnswer }: { readonly onAnswer: (answer: OwnEstimate) => void }) {
  const [per100, setPer100] = useState<number>();
  const [reason, setReason] = useState('');
  const skip = (why: string) => onAnswer({ kind: 'skipped', reason: why, at: new Date().toISOString() });
  return (
    <>
      <div className="mt-4 max-w-3xl">
        <Panel title="First, what do you think?">
          <p className="mt-1 max-w-[68ch]">
            Of 100 people like this one, how many will have pain of 4 or more out of 10 at both 3 and 30 days after the
            procedure? The model's estimate is ready and is shown after yours, so that it does not sway it.
          </p>
          <OutOf100 value={per100} least={0} most={100} label="People out of 100" onChange={setPer100} />
          <div className="mt-2">
            <Button onPress={() => skip('not sure')}>I am not sure</Button>
          </div>
          <Disclosure title="Go on without">
            <label className="block">
              Reason
              <input
                value={reason}
                maxLength={200}
                onChange={({ target }) => setReason(target.value)}
                className="mt-1 block min-h-9 w-full rounded-md border border-soft bg-surface px-2"
              />
            </label>
            <div className="mt-2">
              <Button disabled={reason.trim() === ''} onPress={() => skip(reason.trim())}>
                Skip with this reason
              </Button>
            </div>
          </Disclosure>
        </Panel>
      </div>
      <StepFooter
        action="Keep my estimate"
        {...(per100 === undefined && { disabledReason: 'Choose a number first.' })}
        onAction={() => per100 !== undefined && onAnswer({ kind: 'estimate', per100, at: new Date().toISOString() })}
      />
    </>
  );
}
