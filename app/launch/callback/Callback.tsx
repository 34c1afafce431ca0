'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { ChartSite } from '@/lib/client/app/chartReading';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { finishLaunch } from '@/lib/client/session/finishLaunch';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import { pendingLaunch } from '@/lib/client/session/pendingLaunch';
import type { Problem } from '@/lib/core/result';
import { toldIfBroken } from '@/lib/smart/launchProblem';
import type { LaunchSite } from '@/lib/smart/launchRequest';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { framedTab, type OwnTabs } from '../../ownTab/framedTab';

/** One token request a page: a code can be redeemed once, and strict mode runs effects twice. */
let finished: ReturnType<typeof finish> | undefined;

/** Which launch this is, and what came of it. */
function finish(sites: readonly LaunchSite[]) {
  const address = new URL(window.location.href);
  const storage = new FrameStorage(window);
  // The code leaves the address bar and the history before anything else happens.
  window.history.replaceState(null, '', '/launch/callback');
  return Promise.all([
    pendingLaunch(address, sites, storage).catch(() => undefined),
    toldIfBroken(finishLaunch(address, sites, storage, window.fetch.bind(window), new Date())),
  ]);
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

interface CallbackProps {
  readonly sites: readonly (LaunchSite & ChartSite)[];
  readonly ownTabs: OwnTabs;
}

export function Callback({ sites, ownTabs }: CallbackProps) {
  const router = useRouter();
  const [failed, setFailed] = useState<{ readonly problem: Problem; readonly issuer: string | undefined }>();
  useEffect(() => {
    void chartCode();
    finished ??= finish(sites);
    finished.then(([launch, result]) => {
      if (!result.ok) return setFailed({ problem: result.problem, issuer: launch?.site.issuer });
      const { session, resumeAt = 'data' } = result.value;
      reportEvent({ event: session.appContext?.order ? 'launch-from-card' : 'launch', launch: session.launchId });
      const step = session.appContext?.step ?? resumeAt;
      if (step === 'data') void readChartMeanwhile(sites);
      router.replace(`/case/${step}`);
    });
  }, [sites, router]);
  return (
    <main className="mx-auto max-w-xl p-4">
      <h1 className="text-xl font-semibold">{failed ? 'Backcast cannot open' : 'Opening the chart'}</h1>
      {failed ? <Notice state="stop" problem={failed.problem} /> : <Skeleton lines={3} label="Checking the sign-in" />}
      {failed && framedTab(ownTabs, failed.issuer)?.wayOut}
    </main>
  );
}
