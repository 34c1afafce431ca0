'use client';
import { useState } from 'react';
import { savePdf } from '@/lib/client/consent/savePdf';
import type { ConsentRecord } from '@/lib/consent/consentRecord';
import type { ConsentTexts } from '@/lib/consent/consentTexts';
import { type Paper, paperSizes, usualPaper } from '@/lib/consent/pdf/paper';
import type { Problem } from '@/lib/core/result';
import { Button } from '@/lib/ui/Button';
import type { ChangeRecord } from './changeRecord';

interface TakeAwayProps {
  readonly texts: ConsentTexts;
  readonly record: ConsentRecord;
  readonly onChange: ChangeRecord;
}

/** On paper or as a file; both hold the same two pages. */
export function TakeAway({ texts, record, onChange }: TakeAwayProps) {
  const [paper, setPaper] = useState<Paper>(() => usualPaper(navigator.language));
  const [problem, setProblem] = useState<Problem>();
  const save = async () => {
    const saved = await savePdf(texts, record, paper);
    if (!saved.ok) return setProblem(saved.problem);
    setProblem(undefined);
    onChange({}, 'saved-as-pdf');
  };
  return (
    <>
      <Button
        onPress={() => {
          onChange({}, 'printed');
          window.print();
        }}
      >
        Print two pages
      </Button>
      <span className="flex items-center gap-2">
        <Button onPress={save}>Save as PDF</Button>
        <select
          aria-label="Paper of the PDF"
          value={paper}
          onChange={({ target }) => setPaper(target.value as Paper)}
          className="min-h-9 rounded-md border border-soft bg-raised px-2"
        >
          {Object.keys(paperSizes).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </span>
      {problem && (
        <p role="alert">
          {problem.message} {problem.remedy}
        </p>
      )}
    </>
  );
}
