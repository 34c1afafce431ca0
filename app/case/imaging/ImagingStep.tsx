'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { cachedImaging, keepImaging } from '@/lib/client/imaging/imagingCache';
import { type LoadedImaging, loadImaging } from '@/lib/client/imaging/loadImaging';
import type { Problem, Result } from '@/lib/core/result';
import type { RetrieveProgress } from '@/lib/dicomweb/imagingArchive';
import type { ChartData } from '@/lib/fhir/chartData';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { CaseFrame, useCase } from '../CaseFrame';
import { readiness } from '../data/readiness';
import { type ChartSite, useChart } from '../useChart';
import { Review } from './Review';

interface Site extends ChartSite {
  readonly dicomweb: readonly { readonly url: string; readonly access: 'gateway' | 'direct' }[];
}

export function ImagingStep({ sites }: { readonly sites: readonly Site[] }) {
  return (
    <CaseFrame step="imaging" title="Is this the fractured vertebra, and is its outline right?">
      <Imaging sites={sites} />
    </CaseFrame>
  );
}

/** One retrieval a page, although strict mode runs effects twice. */
let loading: Promise<Result<LoadedImaging>> | undefined;

/** The chart first, also where a link opened this step, and nothing of the CT while the chart leaves a question open. */
function Imaging({ sites }: { readonly sites: readonly Site[] }) {
  const { state } = useCase();
  const { chart, problem } = useChart(sites);
  if (problem) return <Notice state="stop" problem={problem} />;
  if (!chart) return <Skeleton lines={6} label="Reading the chart" />;
  const ready = readiness(state);
  if (!ready.ok)
    return (
      <>
        <Notice state="stop" problem={{ message: ready.reason, remedy: 'The data step shows it with its sources.' }} />
        <Link href="/case/data">Go to the data step</Link>
      </>
    );
  return <Retrieval chart={chart} sites={sites} />;
}

function Retrieval({ chart, sites }: { readonly chart: ChartData; readonly sites: readonly Site[] }) {
  const { fhir } = useCase();
  const { launchId, siteId } = fhir.session;
  const [loaded, setLoaded] = useState(() => cachedImaging(launchId));
  const [problem, setProblem] = useState<Problem>();
  const [progress, setProgress] = useState<RetrieveProgress>();
  useEffect(() => {
    if (loaded) return;
    const directUrls = (sites.find(({ id }) => id === siteId)?.dicomweb ?? [])
      .filter(({ access }) => access === 'direct')
      .map(({ url }) => url);
    loading ??= loadImaging(chart, fhir, { directUrls }, setProgress);
    loading.then((result) => {
      if (!result.ok) return setProblem(result.problem);
      keepImaging(launchId, result.value);
      setLoaded(result.value);
    });
  }, [chart, fhir, launchId, loaded, siteId, sites]);
  if (problem) return <Notice state="stop" problem={problem} />;
  if (!loaded) return <Retrieving progress={progress} />;
  return <Review imaging={loaded} />;
}

function Retrieving({ progress }: { readonly progress: RetrieveProgress | undefined }) {
  const counted =
    progress &&
    `${progress.slices}${progress.totalSlices ? ` of ${progress.totalSlices}` : ''} slices, ${(progress.bytes / 1e6).toFixed(0)} MB`;
  return (
    <>
      <p className="mt-3">
        Retrieving the CT{counted ? `: ${counted}` : ' (a new scan takes the archive a few seconds)'}
      </p>
      {progress?.totalSlices && (
        <progress
          className="mt-2 w-full accent-accent"
          max={progress.totalSlices}
          value={progress.slices}
          aria-label="Slices retrieved"
        />
      )}
      <Skeleton lines={6} label="Retrieving the CT" />
    </>
  );
}
