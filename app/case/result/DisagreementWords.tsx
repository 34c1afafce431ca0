'use client';
import { useId, useState } from 'react';
import { longestWords } from '@/lib/core/disagreement';
import type { Problem } from '@/lib/core/result';
import type { PatientIdentity } from '@/lib/fhir/chartData';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { refusedWords } from './refusedWords';

interface DisagreementWordsProps {
  readonly patient: PatientIdentity;
  readonly kept: string;
  /** Why the last sending failed. */
  readonly problem: Problem | undefined;
  readonly working: boolean;
  readonly onKeep: (words: string) => void;
  readonly onSend: (words: string) => void;
}

/** The words that may go with a disagreement. Nothing that is typed is changed but by who types. */
export function DisagreementWords({ patient, kept, problem, working, onKeep, onSend }: DisagreementWordsProps) {
  const id = useId();
  const [typed, setTyped] = useState(kept);
  const [refusal, setRefusal] = useState<ReturnType<typeof refusedWords>>();
  // One line: those who watch the model read it in a table.
  const words = typed.trim().replace(/\s+/g, ' ');
  const told = refusal ?? problem;
  const send = () => {
    const refused = refusedWords(words, patient);
    setRefusal(refused);
    if (!refused) onSend(words);
  };
  return (
    <form
      className="mt-3 max-w-[68ch]"
      onSubmit={(event) => {
        event.preventDefault();
        if (!working) send();
      }}
    >
      <label htmlFor={id}>In your words, if you like</label>
      <p id={`${id}-note`} className="text-soft">
        No name, date or number of the patient. It goes to those who watch the model, and not into the chart.
      </p>
      <textarea
        id={id}
        rows={3}
        value={typed}
        readOnly={working}
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-note ${id}-count`}
        onChange={({ target }) => {
          setTyped(target.value);
          setRefusal(undefined);
        }}
        onBlur={() => onKeep(typed)}
        className="mt-1 block w-full rounded-md border border-soft bg-surface p-2"
      />
      <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
        <Button look="primary" type="submit">
          {working ? 'Sending…' : problem ? 'Send again' : 'Send'}
        </Button>
        <span id={`${id}-count`} className={words.length > longestWords ? 'font-medium text-stop' : 'text-soft'}>
          {words.length} of {longestWords} characters
        </span>
      </div>
      {told && !working && <Notice state="attention" problem={told} />}
    </form>
  );
}
