'use client';
import { useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { Button } from '@/lib/ui/Button';
import { Disclosure } from '@/lib/ui/Disclosure';
import { StateMark } from '@/lib/ui/StateMark';

const reasons = [
  { id: 'too-high', label: 'Too high' },
  { id: 'too-low', label: 'Too low' },
  { id: 'inputs-wrong', label: 'The inputs are wrong' },
  { id: 'other', label: 'Another reason' },
] as const;

/**
 * "I think this is wrong" (S19): goes to the audit, which monitoring reads, and blocks nothing. A reason is chosen and not
 * typed, because free text would bring patient data into a store that must hold none; details belong into the chart.
 */
export function Disagreement({ launchId }: { readonly launchId: string }) {
  const [sent, setSent] = useState<string>();
  if (sent)
    return (
      <p role="status" className="mt-2">
        <StateMark state="ok">{`Noted: ${sent}`}</StateMark> You can go on. Write details into the chart.
      </p>
    );
  return (
    <Disclosure title="I think this is wrong">
      <div className="flex flex-wrap gap-2">
        {reasons.map(({ id, label }) => (
          <Button
            key={id}
            onPress={() => {
              reportEvent({ event: 'disagree', launch: launchId, reasons: [id] });
              setSent(label);
            }}
          >
            {label}
          </Button>
        ))}
      </div>
    </Disclosure>
  );
}
