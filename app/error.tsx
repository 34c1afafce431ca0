'use client';
import { usePathname } from 'next/navigation';
import { Button } from '@/lib/ui/Button';
import { IntendedUse } from '@/lib/ui/IntendedUse';
import { Notice } from '@/lib/ui/Notice';

const failed = {
  message:
    'A fault in Backcast stopped this screen. If you had just signed, look in the chart whether the estimate is there.',
  remedy:
    'Try again: what you entered is kept while this window is open. If it fails again, open Backcast from the chart again and tell the hospital integrator the time of this message.',
};

/** Instead of a screen that met a bug. What the bug says of itself is not shown: it may name what was on the screen. */
export default function Failed({ reset }: { readonly reset: () => void }) {
  const inCase = usePathname()?.startsWith('/case/');
  return (
    <>
      <header>
        <IntendedUse />
      </header>
      <main className="mx-auto max-w-xl p-4">
        <h1 className="text-xl font-semibold">This screen could not be shown</h1>
        <Notice state="stop" problem={failed} />
        <Button look="primary" onPress={reset}>
          Try again
        </Button>
        {inCase && (
          <p className="mt-3">
            <a href="/case/data">Back to the data of the patient</a>
          </p>
        )}
      </main>
    </>
  );
}
