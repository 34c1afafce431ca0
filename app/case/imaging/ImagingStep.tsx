'use client';
import { useEffect, useState } from 'react';
import { cachedImaging, keepImaging } from '@/lib/client/imaging/imagingCache';
import { type LoadedImaging, loadImaging } from '@/lib/client/imaging/loadImaging';
import { fail, type Problem, type Result } from '@/lib/core/result';
import type { RetrieveProgress } from '@/lib/dicomweb/imagingArchive';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { CaseFrame, useCase } from '../CaseFrame';
import { Review } from './Review';

interface Site {
  readonly id: string;
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

const noChart: Problem = {
  code: 'no-chart',
  message: 'The chart has not been read yet.',
  remedy: 'Go back to the data step first.',
};

function Imaging({ sites }: { readonly sites: readonly Site[] }) {
  const { fhir, store } = useCase();
  const { launchId, siteId } = fhir.session;
  const [loaded, setLoaded] = useState(() => cachedImaging(launchId));
  const [problem, setProblem] = useState<Problem>();
  const [progress, setProgress] = useState<RetrieveProgress>();
  useEffect(() => {
    if (loaded) return;
    const { chart } = store.get();
    const directUrls = (sites.find(({ id }) => id === siteId)?.dicomweb ?? [])
      .filter(({ access }) => access === 'direct')
      .map(({ url }) => url);
    loading ??= chart ? loadImaging(chart, fhir, { directUrls }, setProgress) : Promise.resolve(fail(noChart));
    loading.then((result) => {
      if (!result.ok) return setProblem(result.problem);
      keepImaging(launchId, result.value);
      setLoaded(result.value);
    });
  }, [fhir, launchId, loaded, siteId, sites, store]);
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
