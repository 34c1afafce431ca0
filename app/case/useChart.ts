'use client';
import { useCallback, useEffect, useState } from 'react';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import type { Problem, Result } from '@/lib/core/result';
import { defaultBmdLimitDays } from '@/lib/fhir/chart/buildChart';
import { loadChart } from '@/lib/fhir/chart/loadChart';
import type { ChartData } from '@/lib/fhir/chartData';
import type { LocalCodes } from '@/lib/fhir/codes';
import { loadUcum } from '@/lib/fhir/ucum';
import { useCase } from './CaseFrame';

export interface ChartSite {
  readonly id: string;
  readonly localCodes: LocalCodes;
}

/** One reading of the chart a page, although strict mode runs effects twice. */
let loading: Promise<Result<ChartData>> | undefined;

interface ReadChart {
  readonly chart: ChartData | undefined;
  readonly problem: Problem | undefined;
  readonly reading: boolean;
  readonly readAgain: () => void;
}

/**
 * Reads the chart into the case, once a page and whenever it is asked for: at the data step, or at whichever step a link
 * opened. The chart of an earlier page is shown meanwhile.
 */
export function useChart(sites: readonly ChartSite[]): ReadChart {
  const { fhir, store, state } = useCase();
  const [problem, setProblem] = useState<Problem>();
  const [reading, setReading] = useState(true);
  const read = useCallback(async () => {
    setReading(true);
    loading ??= readChart(fhir, sites).then((result) => {
      // Once, and not at each step that is opened: a reading of a later moment must not be overwritten by this one.
      if (result.ok) store.update({ chart: result.value });
      return result;
    });
    const result = await loading;
    setProblem(result.ok ? undefined : result.problem);
    setReading(false);
  }, [fhir, sites, store]);
  useEffect(() => {
    void read();
  }, [read]);
  const readAgain = () => {
    loading = undefined;
    void read();
  };
  return { chart: state.chart, problem, reading, readAgain };
}

/** Reads the chart of a launch as it is now. */
export function readChart(fhir: FhirSession, sites: readonly ChartSite[]): Promise<Result<ChartData>> {
  const { session } = fhir;
  const localCodes = sites.find(({ id }) => id === session.siteId)?.localCodes ?? {
    cleft: [],
    fasciaInjury: [],
    augmentationOrder: [],
  };
  const order = session.appContext?.order;
  return loadChart(session.patientId, fhir.query, {
    now: new Date(),
    loadConvert: loadUcum,
    localCodes,
    bmdLimitDays: defaultBmdLimitDays,
    ...(order && { launchOrder: order }),
  });
}
