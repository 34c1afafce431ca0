'use client';
import Link from 'next/link';
import { useState } from 'react';
import { savePdf, usualPaper } from '@/lib/client/consent/savePdf';
import type { ConsentRecord } from '@/lib/consent/consentRecord';
import type { ConsentTexts } from '@/lib/consent/consentTexts';
import { isPin, lockWith, opens } from '@/lib/consent/handOverLock';
import { type Paper, paperSizes } from '@/lib/consent/pdf/consentPdf';
import type { Problem } from '@/lib/core/result';
import type { ChangeRecord } from './changeRecord';

interface CareTeamBarProps {
  readonly texts: ConsentTexts;
  readonly record: ConsentRecord;
  readonly onChange: ChangeRecord;
}

const button = 'min-h-9 rounded-md border border-line bg-raised px-3 disabled:text-soft';

/** For the care team alone: back to the case, print, hand over. Once handed over, it holds the PIN field and nothing else. */
export function CareTeamBar({ texts, record, onChange }: CareTeamBarProps) {
  return (
    <header className="border-b border-line bg-raised px-4 py-2" lang="en">
      {record.lock ? (
        <TakeBack lock={record.lock} onChange={onChange} />
      ) : (
        <div className="mx-auto flex max-w-[900px] flex-wrap items-center gap-x-4 gap-y-2">
          <Link href="/case/sign" className="mr-auto">
            Back to the case
          </Link>
          <TakeAway texts={texts} record={record} onChange={onChange} />
          <HandOver onChange={onChange} />
        </div>
      )}
    </header>
  );
}

/** On paper or as a file; both hold the same two pages. */
function TakeAway({ texts, record, onChange }: CareTeamBarProps) {
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
      <button
        type="button"
        className={button}
        onClick={() => {
          onChange({}, 'printed');
          window.print();
        }}
      >
        Print two pages
      </button>
      <span className="flex items-center gap-2">
        <button type="button" className={button} onClick={save}>
          Save as PDF
        </button>
        <select
          aria-label="Paper of the PDF"
          value={paper}
          onChange={({ target }) => setPaper(target.value as Paper)}
          className="min-h-9 rounded-md border border-line bg-raised px-2"
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

function HandOver({ onChange }: { readonly onChange: ChangeRecord }) {
  const [pin, setPin] = useState('');
  const lock = async () => {
    const salt = crypto.randomUUID();
    onChange({ lock: await lockWith(pin, salt) }, 'handed-over');
  };
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isPin(pin)) void lock();
      }}
    >
      <PinField pin={pin} onPin={setPin} label="Choose a PIN of four digits" />
      <button type="submit" className={button} disabled={!isPin(pin)}>
        Lock and hand over
      </button>
    </form>
  );
}

/** After this many wrong PINs the field rests, so that trying them all takes hours. */
const triesBeforeRest = 5;
const restMs = 30_000;

function TakeBack({
  lock,
  onChange,
}: {
  readonly lock: NonNullable<ConsentRecord['lock']>;
  readonly onChange: ChangeRecord;
}) {
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState(0);
  const [resting, setResting] = useState(false);
  const unlock = async () => {
    setPin('');
    if (await opens(lock, pin)) return onChange({ lock: undefined }, 'taken-back');
    const tries = wrong + 1;
    setWrong(tries);
    if (tries % triesBeforeRest !== 0) return;
    setResting(true);
    setTimeout(() => setResting(false), restMs);
  };
  return (
    <form
      className="mx-auto flex max-w-[900px] flex-wrap items-center justify-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!resting && isPin(pin)) void unlock();
      }}
    >
      <p role="status" className="mr-auto text-soft">
        {resting ? 'Wait half a minute.' : wrong > 0 ? 'That is not the PIN.' : 'Handed over.'}
      </p>
      <PinField pin={pin} onPin={setPin} label="For your care team: PIN" />
      <button type="submit" className={button} disabled={resting || !isPin(pin)}>
        Unlock
      </button>
    </form>
  );
}

function PinField({
  pin,
  onPin,
  label,
}: {
  readonly pin: string;
  readonly onPin: (pin: string) => void;
  readonly label: string;
}) {
  return (
    <label className="flex items-center gap-2">
      {label}
      <input
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        value={pin}
        onChange={({ target }) => onPin(target.value)}
        className="min-h-9 w-20 rounded-md border border-soft bg-surface px-2"
      />
    </label>
  );
}
