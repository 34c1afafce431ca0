'use client';
import { type ConsentRecord, recorded } from '@/lib/consent/consentRecord';
import { Skeleton } from '@/lib/ui/Skeleton';
import { useCase } from '../CaseFrame';
import type { ChangeRecord } from './changeRecord';
import { TakeBack } from './HandOver';

/** The device is with the patient, and the view that it was handed over with may not be shown any more: the way back stays. */
export function HandedOverClosed({
  record,
  reading,
}: {
  readonly record: ConsentRecord;
  /** Whether it may be shown is not known yet. */
  readonly reading: boolean;
}) {
  const { store } = useCase();
  const change: ChangeRecord = (part, what) =>
    store.update({ consent: recorded(store.get().consent ?? record, part, new Date().toISOString(), what) });
  return (
    <div lang="en">
      <header className="border-b border-line bg-raised px-4 py-2">
        {record.lock && <TakeBack lock={record.lock} onChange={change} />}
      </header>
      <main className="mx-auto max-w-[900px] px-4 pt-6">
        {reading ? (
          <Skeleton lines={4} label="Opening the page" />
        ) : (
          <>
            <h1 className="text-xl font-semibold">This page is closed for now</h1>
            <p className="mt-2 text-lg">Please give the device back to your care team.</p>
          </>
        )}
      </main>
    </div>
  );
}
