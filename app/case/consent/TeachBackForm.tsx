'use client';
import { useState } from 'react';
import type { ConsentFacts } from '@/lib/consent/consentFacts';
import { type ConsentRecord, longestText } from '@/lib/consent/consentRecord';
import { noteText } from '@/lib/consent/noteText';
import { formatDate } from '@/lib/core/dates';
import { Button } from '@/lib/ui/Button';
import { StateMark } from '@/lib/ui/StateMark';
import { CopyForNote } from '../CopyForNote';
import type { ChangeRecord } from './changeRecord';

interface TeachBackFormProps {
  readonly facts: ConsentFacts;
  readonly record: ConsentRecord;
  readonly by: string;
  readonly onChange: ChangeRecord;
}

/** What the patient said in own words, recorded by the clinician (R17). */
export function TeachBackForm({ facts, record, by, onChange }: TeachBackFormProps) {
  const { teachBack } = record;
  const [words, setWords] = useState(teachBack?.words ?? '');
  const [understood, setUnderstood] = useState(teachBack?.understood ?? false);
  return (
    <section
      aria-label="For the clinician: teach-back"
      className="rounded-md border border-line bg-raised p-4"
      lang="en"
    >
      <h2 className="text-base font-semibold">For you, {by}: what the patient said</h2>
      {teachBack && <StateMark state="ok">{`Recorded by ${teachBack.by} on ${formatDate(teachBack.at)}`}</StateMark>}
      <label className="mt-2 block">
        The patient said, in own words
        <textarea
          rows={3}
          maxLength={longestText.teachBack}
          value={words}
          onChange={({ target }) => setWords(target.value)}
          className="mt-1 block w-full rounded-md border border-soft bg-surface p-2 [unicode-bidi:plaintext]"
        />
      </label>
      <label className="mt-2 flex min-h-9 items-center gap-3">
        <input
          type="checkbox"
          className="size-5 shrink-0 accent-accent"
          checked={understood}
          onChange={({ target }) => setUnderstood(target.checked)}
        />
        The patient gave the numbers back, both with and without pain, or said that there is none
      </label>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button
          look="primary"
          disabled={words.trim() === '' && !understood}
          onPress={() =>
            onChange({ teachBack: { words: words.trim(), understood, by, at: new Date().toISOString() } }, 'teach-back')
          }
        >
          Record
        </Button>
        <CopyForNote text={noteText(facts, record)} about="this conversation" />
      </div>
    </section>
  );
}
