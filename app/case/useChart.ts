'use client';
import { useCallback, useEffect, useState } from 'react';
import type { ChartSite } from '@/lib/client/app/chartReading';
import { loadPart } from '@/lib/client/loadPart';
import type { Problem } from '@/lib/core/result';
import type { ChartData } from '@/lib/fhir/chartData';
import { useCase } from './CaseFrame';

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
  const read = useCallback(
    async (anew: boolean) => {
      setReading(true);
      const code = await loadPart(import('@/lib/client/app/chartReading'), 'reads the chart');
      if (anew && code.ok) code.value.forgetChartReading();
      setProblem(code.ok ? await code.value.readChartOnce({ fhir, store }, sites) : code.problem);
      setReading(false);
    },
    [fhir, sites, store],
  );
  useEffect(() => {
    void read(false);
  }, [read]);
  return { chart: state.chart, problem, reading, readAgain: () => void read(true) };
}
