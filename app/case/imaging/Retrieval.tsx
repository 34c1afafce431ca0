'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { chosenFracture } from '@/lib/client/case/chosenFracture';
import type { ImagingSite } from '@/lib/client/imaging/archiveOfSite';
import { cachedImaging, keepImaging } from '@/lib/client/imaging/imagingCache';
import { type LoadedImaging, loadImaging } from '@/lib/client/imaging/loadImaging';
import { type OpenedStudy, openStudy } from '@/lib/client/imaging/openStudy';
import type { Problem } from '@/lib/core/result';
import { isDicomProblem } from '@/lib/dicom/problem';
import type { RetrieveProgress } from '@/lib/dicomweb/imagingArchive';
import type { ChartData } from '@/lib/fhir/chartData';
import type { LimitFinding } from '@/lib/model/assessment';
import type { ModelLimit } from '@/lib/model/manifestLimits';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { useCase } from '../CaseFrame';
import { useTimeLeft } from '../useTimeLeft';
import { SeriesChoiceList } from './SeriesChoiceList';
import { useStillShown } from './useStillShown';
import { WithoutEstimate } from './WithoutEstimate';
import { Workbench } from './Workbench';

interface RetrievalProps {
  readonly chart: ChartData;
  readonly site: ImagingSite;
  readonly limits: readonly ModelLimit[];
  readonly modelId: string;
}

const noSeries: Problem = {
  code: 'no-usable-series',
  message: 'No series of this study can be measured.',
  remedy: 'Ask the imaging department for a CT of the spine in thin slices.',
};

/** An archive that does not answer today says nothing of the scan. */
const isAboutScan = (problem: Problem): boolean => problem === noSeries || isDicomProblem(problem);

/** What was said of the scan, as the reason for an abstention. */
const noMeasurableScan = ({ message, remedy }: Problem): LimitFinding => ({
  id: 'no-measurable-scan',
  severity: 'abstain',
  reason: message,
  measured: 'no scan that can be measured',
  limit: 'a CT of the spine that can be measured',
  remedy,
});

/** Finds the study, chooses its series, retrieves it, and says at each point what is being done and what stopped it. */
export function Retrieval({ chart, site, limits, modelId }: RetrievalProps) {
  const { fhir, state } = useCase();
  const { launchId } = fhir.session;
  const [loaded, setLoaded] = useState<LoadedImaging | undefined>(() => cachedImaging(launchId));
  const [study, setStudy] = useState<OpenedStudy | undefined>(loaded?.study);
  const [seriesUid, setSeriesUid] = useState<string | undefined>(loaded?.ct.facts.seriesUid);
  const [problem, setProblem] = useState<Problem>();
  const [progress, setProgress] = useState<RetrieveProgress>();
  const running = useRef<AbortController>(undefined);
  const begun = useRef(false);
  const isStillShown = useStillShown();
  useEffect(
    () => () => {
      begun.current = false;
      running.current?.abort();
      running.current = undefined;
    },
    [],
  );
  const level = chosenFracture(state)?.level;

  const retrieve = useCallback(
    async (opened: OpenedStudy, uid: string) => {
      // A scan that arrives after the step was left must not take the place of one that is looked at.
      if (!isStillShown()) return;
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setSeriesUid(uid);
      setLoaded(undefined);
      setProblem(undefined);
      setProgress(undefined);
      const result = await loadImaging(opened, uid, {
        listed: chart.segSeries,
        ...(level && { level }),
        signal: control.signal,
        onProgress: (now) => running.current === control && setProgress(now),
      });
      if (running.current !== control) return;
      if (!result.ok) return setProblem(result.problem);
      keepImaging(launchId, result.value);
      setLoaded(result.value);
    },
    [chart, launchId, level, isStillShown],
  );
  const begin = useCallback(async () => {
    setProblem(undefined);
    const opened = await openStudy(chart, fhir, site);
    if (!opened.ok) return setProblem(opened.problem);
    setStudy(opened.value);
    const { chosen } = opened.value.choice;
    if (chosen) await retrieve(opened.value, chosen.seriesUid);
    else setProblem(noSeries);
  }, [chart, fhir, site, retrieve]);
  useEffect(() => {
    // Once a page, although strict mode runs effects twice and a chart that is read again is another object.
    if (begun.current || loaded) return;
    begun.current = true;
    void begin();
  }, [loaded, begin]);
  return (
    <>
      {study && seriesUid && (
        <SeriesChoiceList choice={study.choice} shownUid={seriesUid} onChoose={(uid) => void retrieve(study, uid)} />
      )}
      {problem && (
        <>
          <Notice state="stop" problem={problem} />
          <div className="flex flex-wrap gap-2">
            <Button onPress={() => (study && seriesUid ? void retrieve(study, seriesUid) : void begin())}>
              Try again
            </Button>
            {!state.imaging && isAboutScan(problem) && <WithoutEstimate reasons={[noMeasurableScan(problem)]} />}
          </div>
        </>
      )}
      {!problem && !loaded && (
        <Retrieving progress={progress} onCancel={progress ? () => running.current?.abort() : undefined} />
      )}
      {loaded && (
        <Workbench
          key={loaded.ct.facts.seriesUid}
          imaging={loaded}
          limits={limits}
          modelId={modelId}
          mayStore={site.mayStore}
        />
      )}
    </>
  );
}

function Retrieving({
  progress,
  onCancel,
}: {
  readonly progress: RetrieveProgress | undefined;
  readonly onCancel: (() => void) | undefined;
}) {
  const counted =
    progress &&
    `${progress.slices}${progress.totalSlices ? ` of ${progress.totalSlices}` : ''} slices, ${(progress.bytes / 1e6).toFixed(0)} MB`;
  const left = useTimeLeft(progress?.slices, progress?.totalSlices);
  return (
    <>
      <p className="mt-3">
        Retrieving the CT{counted ? `: ${counted}` : ' (a scan that the archive has to fetch takes it a while)'}
        {left && `, ${left}`}
      </p>
      {progress?.totalSlices && (
        <progress
          className="mt-2 w-full accent-accent"
          max={progress.totalSlices}
          value={progress.slices}
          aria-label="Slices retrieved"
        />
      )}
      {onCancel && <Button onPress={onCancel}>Cancel</Button>}
      <Skeleton lines={6} label="Retrieving the CT" />
    </>
  );
}
