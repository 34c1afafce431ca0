'use client';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { IntendedUse } from '@/lib/ui/IntendedUse';
import { useInstalledModel } from './InstalledModel';

/** Instead of the case. Takes the focus, which tells it to a reader of the screen too, and gives it back on going on. */
export function SessionEnded({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    heading.current?.focus();
  }, []);
  useEffect(() => () => (before.current as HTMLElement | null)?.focus?.(), []);
  return (
    <>
      <header>
        <IntendedUse status={useInstalledModel().status} />
      </header>
      <main className="mx-auto max-w-xl p-4">
        <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold outline-none">
          The sign-in has ended
        </h1>
        {children}
      </main>
    </>
  );
}
