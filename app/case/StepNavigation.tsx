'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';

const GoTo = createContext<((path: string) => void) | undefined>(undefined);

/** Goes to another step of the case, as soon as that can be loaded. For components below CaseFrame or CaseProvider. */
export function useGoTo(): (path: string) => void {
  const goTo = useContext(GoTo);
  if (!goTo) throw new Error('useGoTo is used outside StepNavigation');
  return goTo;
}

/** A link to another step of the case. */
export function StepLink({
  href,
  className,
  children,
}: {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const goTo = useGoTo();
  return (
    <Link
      href={href}
      {...(className && { className })}
      onNavigate={(event) => {
        event.preventDefault();
        goTo(href);
      }}
    >
      {children}
    </Link>
  );
}

const offline = {
  message: 'There is no connection to Backcast, so this step stays open.',
  remedy: 'Nothing that you entered is lost. Try again when the connection is back.',
};

/** Asks the server for a sign of life before a step is left: one that cannot be loaded would take the whole page with it. */
export function StepNavigation({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const [waiting, setWaiting] = useState<string>();
  const notice = useRef<HTMLElement>(null);
  const goTo = useCallback(
    async (path: string) => {
      const reached = await isReachable();
      setWaiting(reached ? undefined : path);
      if (reached) router.push(path);
    },
    [router],
  );
  const value = useMemo(() => (path: string) => void goTo(path), [goTo]);
  useEffect(() => {
    if (waiting) notice.current?.focus();
  }, [waiting]);
  return (
    <GoTo value={value}>
      {waiting && (
        <section ref={notice} tabIndex={-1} aria-label="Connection" className="mx-auto max-w-5xl px-4">
          <Notice state="stop" problem={offline} />
          <Button onPress={() => value(waiting)}>Try again</Button>
        </section>
      )}
      {children}
    </GoTo>
  );
}

const patienceMs = 3000;

const isReachable = (): Promise<boolean> =>
  fetch('/api/health?check=live', { cache: 'no-store', signal: AbortSignal.timeout(patienceMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
