import { useState } from 'react';
import type { EstimateStatus } from '@/lib/client/case/caseState';
import type { Problem } from '@/lib/core/result';
import { Button } from '@/lib/ui/Button';
import { Disclosure } from '@/lib/ui/Disclosure';
import { Notice } from '@/lib/ui/Notice';

export type Correct = (
  reference: string,
  status: Exclude<EstimateStatus, 'final'>,
  note: string,
) => Promise<Problem | undefined>;

/** Amends or withdraws an estimate that is in force, with a note that says what or why (S17). */
export function CorrectionForm({ reference, onCorrect }: { readonly reference: string; readonly onCorrect: Correct }) {
  const [note, setNote] = useState('');
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const missing = note.trim().length < 3;
  const correct = async (status: Exclude<EstimateStatus, 'final'>) => {
    setWorking(true);
    setProblem(await onCorrect(reference, status, note.trim()));
    setWorking(false);
  };
  return (
    <Disclosure title="Amend or withdraw">
      <label className="grid gap-1">
        What is to be added, or why it is withdrawn
        <textarea
          className="min-h-16 rounded-md border border-soft bg-surface p-2"
          maxLength={1000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button disabled={missing || working} onPress={() => correct('amended')}>
          Amend with this note
        </Button>
        <Button disabled={missing || working} onPress={() => correct('entered-in-error')}>
          Mark as entered in error
        </Button>
        {missing && <span className="text-soft">Write the note first.</span>}
      </div>
      {problem && <Notice state="attention" problem={problem} />}
    </Disclosure>
  );
}
