'use client';
import { useState } from 'react';
import type { OwnEstimate } from '@/lib/client/case/caseState';

/** The clinician's own estimate before the model's, or a reason why not (S2). */
export function OwnEstimatePrompt({ onAnswer }: { readonly onAnswer: (answer: OwnEstimate) => void }) {
  const [per100, setPer100] = useState<number>();
  const [reason, setReason] = useState('');
  const step = (by: number) => setPer100((value) => Math.max(0, Math.min(100, (value ?? 0) + by)));
  const button = 'min-h-9 rounded-md border border-line bg-raised px-3';
  return (
    <section className="mt-4 rounded-md border border-line bg-raised p-4">
      <h2 className="text-base font-semibold">First, what do you think?</h2>
      <p className="mt-1">
        Of 100 people like this one, how many will have pain of 4 or more out of 10 at both 3 and 30 days after the
        procedure?
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <button type="button" className={button} onClick={() => step(-1)} aria-label="One fewer">
          -
        </button>
        <input
          type="range"
          min={0}
          max={100}
          value={per100 ?? 0}
          onChange={({ target }) => setPer100(Number(target.value))}
          aria-label="People out of 100"
          className="h-6 min-w-40 flex-1 accent-accent"
        />
        <button type="button" className={button} onClick={() => step(1)} aria-label="One more">
          +
        </button>
        <output className="w-32 text-xl font-semibold">
          {per100 === undefined ? 'not chosen yet' : `${per100} of 100`}
        </output>
      </div>
      <button
        type="button"
        className="mt-3 min-h-9 rounded-md bg-accent px-4 font-medium text-on-accent disabled:bg-line disabled:text-ink"
        disabled={per100 === undefined}
        onClick={() => per100 !== undefined && onAnswer({ kind: 'estimate', per100, at: new Date().toISOString() })}
      >
        Keep my estimate and show the model's
      </button>
      <button
        type="button"
        className={`${button} mt-3 ml-3`}
        onClick={() => onAnswer({ kind: 'skipped', reason: 'not sure', at: new Date().toISOString() })}
      >
        I am not sure
      </button>
      <details className="mt-4">
        <summary className="cursor-pointer text-soft">Go on without</summary>
        <label className="mt-2 block">
          Reason
          <input
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            className="mt-1 block min-h-9 w-full rounded-md border border-soft bg-surface px-2"
          />
        </label>
        <button
          type="button"
          disabled={reason.trim() === ''}
          className={`${button} mt-2 disabled:text-soft`}
          onClick={() => onAnswer({ kind: 'skipped', reason: reason.trim(), at: new Date().toISOString() })}
        >
          Skip with this reason
        </button>
      </details>
    </section>
  );
}
