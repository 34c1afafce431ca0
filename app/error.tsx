'use client';
import { usePathname } from 'next/navigation';

/**
 * Instead of a screen that met a bug. What the bug says of itself is not shown: it may name what was on the screen. Uses
 * nothing of ours, because every page loads it.
 */
export default function Failed({ reset }: { readonly reset: () => void }) {
  return (
    <main className="mx-auto max-w-xl p-4">
      <h1 className="text-xl font-semibold">This screen could not be shown</h1>
      <p role="alert" className="my-3">
        A fault in Backcast stopped it. What you entered is kept while this window is open. If you had just signed, look
        in the chart whether the estimate is there.
      </p>
      <button type="button" className="min-h-9 rounded-md bg-accent px-3 text-on-accent" onClick={reset}>
        Try again
      </button>
      {usePathname()?.startsWith('/case/') && (
        <p className="my-3">
          <a href="/case/data">Back to the data of the patient</a>
        </p>
      )}
      <p className="my-3 text-soft">
        If it fails again, open Backcast from the chart again and tell the hospital integrator the time.
      </p>
      <p className="text-attention">
        For spine surgeons, before vertebral augmentation. Investigational; it informs and does not decide.
      </p>
    </main>
  );
}
