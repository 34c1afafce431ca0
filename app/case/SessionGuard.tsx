'use client';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import type { OpenCase } from '@/lib/client/app/openCase';
import type { Problem } from '@/lib/core/result';
import { tokenPhase } from '@/lib/smart/tokenPhase';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { framedTab } from '../framedTab';
import { useInstalledModel } from './InstalledModel';

/** Warns before the sign-in ends, shows nothing of the patient after it, and keeps what was entered (E12). */
export function SessionGuard({ open, children }: { readonly open: OpenCase; readonly children: ReactNode }) {
  const { fhir, store, keep } = open;
  const [now, setNow] = useState(Date.now);
  const [kept, setKept] = useState<boolean>();
  const path = usePathname();
  const { ownTabs } = useInstalledModel();
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(clock);
  }, []);
  useEffect(() => {
    const step = path.split('/').at(-1);
    if (step && store.get().step !== step) store.update({ step });
  }, [path, store]);
  const life = fhir.tokenLife();
  const phase = tokenPhase(life, now);
  const over = kept !== undefined || (phase === 'ended' && !life.canExtend);
  useEffect(() => {
    if (over) setKept((before) => before ?? keep());
  }, [over, keep]);
  const extend = async () => {
    await fhir.extend();
    setNow(Date.now());
  };
  // A patient who holds the screen is not shown a way to the EHR's list of patients.
  const outside = store.get().consent?.lock ? undefined : framedTab(ownTabs, fhir.session.issuer)?.wayOut;
  if (over)
    return (
      <main className="mx-auto max-w-xl p-4">
        <h1 className="text-xl font-semibold">The sign-in has ended</h1>
        <Notice state="stop" problem={kept === false ? nothingKept : openAgain} />
        {outside}
      </main>
    );
  return (
    <>
      {phase === 'ended' && <Ended onGoOn={extend}>{outside}</Ended>}
      {/* Hidden and not removed: a sentence that was half written is still there after going on. */}
      <div hidden={phase === 'ended'}>
        {phase === 'ending' && <Ending canExtend={life.canExtend} onExtend={extend} />}
        {children}
      </div>
    </>
  );
}

interface EndingProps {
  readonly canExtend: boolean;
  readonly onExtend: () => Promise<void>;
}

function Ending({ canExtend, onExtend }: EndingProps) {
  return (
    <section
      role="status"
      aria-label="Sign-in"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-raised px-4 py-2"
    >
      <p>
        <span className="font-medium">The sign-in ends in less than two minutes.</span>{' '}
        {!canExtend &&
          'The EHR does not let it be extended. Open Backcast from the chart again: what you entered is kept in this window.'}
      </p>
      {canExtend && <ExtendButton label="Stay signed in" onExtend={onExtend} />}
    </section>
  );
}

function Ended({ onGoOn, children }: { readonly onGoOn: () => Promise<void>; readonly children: ReactNode }) {
  return (
    <main className="mx-auto max-w-xl p-4">
      <h1 className="text-xl font-semibold">The sign-in has ended</h1>
      <p className="my-3">Nothing of the patient is shown. What you entered is kept.</p>
      <ExtendButton label="Sign in again and go on" onExtend={onGoOn} />
      {children}
    </main>
  );
}

function ExtendButton({ label, onExtend }: { readonly label: string; readonly onExtend: () => Promise<void> }) {
  const [waiting, setWaiting] = useState(false);
  const press = async () => {
    setWaiting(true);
    await onExtend();
    setWaiting(false);
  };
  return (
    <Button look="primary" disabled={waiting} onPress={press}>
      {label}
    </Button>
  );
}

const openAgain: Problem = {
  code: 'session-ended',
  message: 'The EHR ended the sign-in. Nothing of the patient is shown any more.',
  remedy:
    'Open Backcast from the chart again. What you entered is kept in this window, for this patient and you, and opens at the same step.',
};
const nothingKept: Problem = {
  code: 'session-ended',
  message: 'The EHR ended the sign-in. Nothing of the patient is shown any more.',
  remedy:
    'Open Backcast from the chart again. This browser keeps nothing for Backcast, so the entries have to be made again.',
};
