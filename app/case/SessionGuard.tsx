'use client';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { OpenCase } from '@/lib/client/app/openCase';
import type { Problem } from '@/lib/core/result';
import { tokenPhase } from '@/lib/smart/tokenPhase';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { framedTab } from '../ownTab/framedTab';
import { GuardedCaseContext } from './guardedCase';
import { useInstalledModel } from './InstalledModel';
import { SessionEnded } from './SessionEnded';

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
    const extended = await fhir.extend();
    setNow(Date.now());
    return extended;
  };
  const hidden = phase === 'ended';
  const [dialogs, setDialogs] = useState<HTMLElement | null>(null);
  const guarded = useMemo(() => ({ hidden, dialogs }), [hidden, dialogs]);
  // A patient who holds the screen is not shown a way to the EHR's list of patients.
  const outside = store.get().consent?.lock ? undefined : framedTab(ownTabs, fhir.session.issuer)?.wayOut;
  if (over)
    return (
      <SessionEnded>
        <Notice state="stop" problem={kept === false ? nothingKept : openAgain} />
        {outside}
      </SessionEnded>
    );
  return (
    <>
      {hidden && (
        <SessionEnded>
          <p className="my-3">Nothing of the patient is shown. What you entered is kept.</p>
          <Extend label="Sign in again and go on" onExtend={extend} />
          {outside}
        </SessionEnded>
      )}
      {/* Hidden and not removed: a sentence that was half written is still there after going on. */}
      <div hidden={hidden} className="case">
        <p className="case-print hidden print:block">
          Backcast prints only the pages for the patient, from the patient view, once the estimate is signed.
        </p>
        {phase === 'ending' && <Ending canExtend={life.canExtend} onExtend={extend} />}
        <GuardedCaseContext value={guarded}>{children}</GuardedCaseContext>
        <div ref={setDialogs} />
      </div>
    </>
  );
}

interface EndingProps {
  readonly canExtend: boolean;
  /** False if the EHR gave no new token. */
  readonly onExtend: () => Promise<boolean>;
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
      {canExtend && <Extend label="Stay signed in" onExtend={onExtend} />}
    </section>
  );
}

function Extend({ label, onExtend }: { readonly label: string; readonly onExtend: EndingProps['onExtend'] }) {
  const [waiting, setWaiting] = useState(false);
  const [failed, setFailed] = useState(false);
  const press = async () => {
    setWaiting(true);
    setFailed(!(await onExtend()));
    setWaiting(false);
  };
  return (
    <div>
      <Button look="primary" disabled={waiting} onPress={press}>
        {label}
      </Button>
      {failed && <Notice state="attention" problem={notExtended} />}
    </div>
  );
}

const notExtended: Pick<Problem, 'message' | 'remedy'> = {
  message: 'The EHR did not extend the sign-in just now.',
  remedy: 'Try again. If it fails again, open Backcast from the chart again: what you entered is kept in this window.',
};
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
