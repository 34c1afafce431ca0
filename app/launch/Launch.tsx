'use client';
import { useEffect, useState } from 'react';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import { startLaunch } from '@/lib/client/session/startLaunch';
import type { Problem, Result } from '@/lib/core/result';
import { type LaunchProblem, toldIfBroken } from '@/lib/smart/launchProblem';
import { type LaunchSite, parseLaunchRequest } from '@/lib/smart/launchRequest';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { framedTab, type OwnTabs } from '../ownTab/framedTab';

/** One authorization request a page, although strict mode runs effects twice. */
let started: Promise<Result<string, LaunchProblem>> | undefined;

const requested = (sites: readonly LaunchSite[]) =>
  parseLaunchRequest(new URL(window.location.href).searchParams, sites);

async function start(sites: readonly LaunchSite[]): Promise<Result<string, LaunchProblem>> {
  const request = requested(sites);
  if (!request.ok) return request;
  return startLaunch(request.value, new FrameStorage(window), window.location.origin);
}

interface LaunchProps {
  readonly sites: readonly LaunchSite[];
  readonly ownTabs: OwnTabs;
}

export function Launch({ sites, ownTabs }: LaunchProps) {
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    started ??= toldIfBroken(start(sites));
    started.then((result) => (result.ok ? window.location.replace(result.value) : setProblem(result.problem)));
  }, [sites]);
  const request = problem && requested(sites);
  return (
    <main className="mx-auto max-w-xl p-4">
      <h1 className="text-xl font-semibold">{problem ? 'Backcast cannot open' : 'Opening the chart'}</h1>
      {problem ? <Notice state="stop" problem={problem} /> : <Skeleton lines={3} label="Asking the EHR for access" />}
      {request?.ok && framedTab(ownTabs, request.value.site.issuer)?.wayOut}
    </main>
  );
}
