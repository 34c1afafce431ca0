'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { type FinishedLaunch, finishLaunch } from '@/lib/client/session/finishLaunch';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import type { Problem, Result } from '@/lib/core/result';
import type { LaunchProblem } from '@/lib/smart/launchProblem';
import type { LaunchSite } from '@/lib/smart/launchRequest';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';

/** One token request a page: a code can be redeemed once, and strict mode runs effects twice. */
let finished: Promise<Result<FinishedLaunch, LaunchProblem>> | undefined;

function finish(sites: readonly LaunchSite[]): Promise<Result<FinishedLaunch, LaunchProblem>> {
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
      const { session, resumeAt = 'data' } = result.value;
      reportEvent({ event: session.appContext?.order ? 'launch-from-card' : 'launch', launch: session.launchId });
      router.replace(`/case/${session.appContext?.step ?? resumeAt}`);
    });
  }, [sites, router]);
  return (
    <main className="mx-auto max-w-xl p-4">
      <h1 className="text-xl font-semibold">{problem ? 'Backcast cannot open' : 'Opening the chart'}</h1>
      {problem ? <Notice state="stop" problem={problem} /> : <Skeleton lines={3} label="Checking the sign-in" />}
    </main>
  );
}
