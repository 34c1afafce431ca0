'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { ChartSite } from '@/lib/client/app/chartReading';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { type FinishedLaunch, finishLaunch } from '@/lib/client/session/finishLaunch';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import type { Problem, Result } from '@/lib/core/result';
import { type LaunchProblem, toldIfBroken } from '@/lib/smart/launchProblem';
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

/** What reads a chart, in a file that the next page shares; asked for before the sign-in is checked. */
const chartCode = () =>
  Promise.all([import('@/lib/client/app/chartReading'), import('@/lib/client/app/openCase')]).catch(() => undefined);

/** The chart is on its way while the page that shows it is. That page reads it itself, and tells why not, if this fails. */
async function readChartMeanwhile(sites: readonly ChartSite[]): Promise<void> {
  const [reading, opening] = (await chartCode()) ?? [];
  const open = await opening?.openCase();
  if (open) await reading?.readChartOnce(open, sites);
}

export function Callback({ sites }: { readonly sites: readonly (LaunchSite & ChartSite)[] }) {
  const router = useRouter();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    void chartCode();
    finished ??= toldIfBroken(finish(sites));
    finished.then((result) => {
      if (!result.ok) return setProblem(result.problem);
      const { session, resumeAt = 'data' } = result.value;
      reportEvent({ event: session.appContext?.order ? 'launch-from-card' : 'launch', launch: session.launchId });
      const step = session.appContext?.step ?? resumeAt;
      if (step === 'data') void readChartMeanwhile(sites);
      router.replace(`/case/${step}`);
    });
  }, [sites, router]);
  return (
    <main className="mx-auto max-w-xl p-4">
      <h1 className="text-xl font-semibold">{problem ? 'Backcast cannot open' : 'Opening the chart'}</h1>
      {problem ? <Notice state="stop" problem={problem} /> : <Skeleton lines={3} label="Checking the sign-in" />}
    </main>
  );
}
