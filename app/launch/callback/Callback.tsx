'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { finishLaunch } from '@/lib/client/session/finishLaunch';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import type { Problem, Result } from '@/lib/core/result';
import type { LaunchProblem } from '@/lib/smart/launchProblem';
import type { LaunchSite } from '@/lib/smart/launchRequest';
import type { SmartSession } from '@/lib/smart/session';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';

/** One token request a page: a code can be redeemed once, and strict mode runs effects twice. */
let finished: Promise<Result<SmartSession, LaunchProblem>> | undefined;

function finish(sites: readonly LaunchSite[]): Promise<Result<SmartSession, LaunchProblem>> {
  const address = new URL(window.location.href);
  // The code leaves the address bar and the history before anything else happens.
  window.history.replaceState(null, '', '/launch/callback');
  return finishLaunch(address, sites, new FrameStorage(window), window.fetch.bind(window), new Date());
}

export function Callback({ sites }: { readonly sites: readonly LaunchSite[] }) {
  const router = useRouter();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    finished ??= finish(sites);
    finished.then((result) => {
      if (!result.ok) return setProblem(result.problem);
      reportEvent({ event: 'launch', launch: result.value.launchId });
      router.replace(`/case/${result.value.appContext?.step ?? 'data'}`);
    });
  }, [sites, router]);
  return (
    <main className="mx-auto max-w-xl p-4">
      <h1 className="text-xl font-semibold">{problem ? 'Backcast cannot open' : 'Opening the chart'}</h1>
      {problem ? <Notice state="stop" problem={problem} /> : <Skeleton lines={3} label="Checking the sign-in" />}
    </main>
  );
}
