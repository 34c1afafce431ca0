'use client';
import { useState } from 'react';
import type { HandOverLock } from '@/lib/consent/consentRecord';
import { isPin, lockWith, opens } from '@/lib/consent/handOverLock';
import { Button } from '@/lib/ui/Button';
import type { ChangeRecord } from './changeRecord';

/** Locks the patient view with a PIN before the device changes hands (P5). */
export function HandOver({ onChange }: { readonly onChange: ChangeRecord }) {
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
      <Button type="submit" disabled={!isPin(pin)}>
        Lock and hand over
      </Button>
    </form>
  );
}

/** After this many wrong PINs the field rests, so that trying them all takes hours. */
const triesBeforeRest = 5;
const restMs = 30_000;

/** The way back for the care team, by the PIN. */
export function TakeBack({ lock, onChange }: { readonly lock: HandOverLock; readonly onChange: ChangeRecord }) {
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
      <Button type="submit" disabled={resting || !isPin(pin)}>
        Unlock
      </Button>
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
