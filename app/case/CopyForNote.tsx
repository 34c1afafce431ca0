'use client';
import { useState } from 'react';
import { Button } from '@/lib/ui/Button';
import { StateMark } from '@/lib/ui/StateMark';

interface CopyForNoteProps {
  readonly text: string;
  /** What the text is about, for who hears the button alone. */
  readonly about: string;
}

/** Plain text for a note in the chart (E15). An EHR's frame may refuse the clipboard; then the text is shown to be copied by hand. */
export function CopyForNote({ text, about }: CopyForNoteProps) {
  const [outcome, setOutcome] = useState<'copied' | 'by-hand'>();
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('by-hand'),
    );
  return (
    <>
      <Button onPress={copy} label={`Copy for a note: ${about}`}>
        Copy for a note
      </Button>
      <span role="status">{outcome === 'copied' && <StateMark state="ok">Copied</StateMark>}</span>
      {outcome === 'by-hand' && (
        <label className="block w-full">
          Text for a note
          <textarea
            readOnly
            value={text}
            rows={text.split('\n').length + 1}
            onFocus={({ target }) => target.select()}
            className="mt-1 block w-full rounded-md border border-soft bg-surface p-2"
          />
        </label>
      )}
    </>
  );
}
