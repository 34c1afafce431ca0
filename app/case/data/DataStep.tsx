'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import type { Problem, Result } from '@/lib/core/result';
import { defaultBmdLimitDays } from '@/lib/fhir/chart/buildChart';
import { loadChart } from '@/lib/fhir/chart/loadChart';
import type { ChartData } from '@/lib/fhir/chartData';
import type { LocalCodes } from '@/lib/fhir/codes';
import { loadUcum } from '@/lib/fhir/ucum';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { StepFooter } from '@/lib/ui/StepFooter';
import { CaseFrame, useCase } from '../CaseFrame';
import { ReadinessTiles } from './ReadinessTiles';
import { readiness } from './readiness';

interface Site {
  readonly id: string;
  readonly localCodes: LocalCodes;
}

export function DataStep({ sites }: { readonly sites: readonly Site[] }) {
  return (
    <CaseFrame step="data" title="Is what the chart says right and complete?">
      <Chart sites={sites} />
    </CaseFrame>
  );
}

/** One reading of the chart a page, although strict mode runs effects twice. */
let loading: Promise<Result<ChartData>> | undefined;

function load(fhir: FhirSession, sites: readonly Site[]): Promise<Result<ChartData>> {
  const { session } = fhir;
  const localCodes = sites.find(({ id }) => id === session.siteId)?.localCodes ?? {
    cleft: [],
    fasciaInjury: [],
    augmentationOrder: [],
  };
  const order = session.appContext?.order;
  return loadChart(session.patientId, fhir.query, {
    now: new Date(),
    convert: loadUcum(),
    localCodes,
    bmdLimitDays: defaultBmdLimitDays,
    ...(order && { launchOrder: order }),
  });
}

function Chart({ sites }: { readonly sites: readonly Site[] }) {
  const { fhir, store, state } = useCase();
  const router = useRouter();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    loading ??= load(fhir, sites);
    loading.then((result) => (result.ok ? store.update({ chart: result.value }) : setProblem(result.problem)));
  }, [fhir, sites, store]);
  if (problem) return <Notice state="stop" problem={problem} />;
  if (!state.chart) return <Skeleton lines={8} label="Reading the chart" />;
  const ready = readiness(state);
  return (
    <>
      <ReadinessTiles
        chart={state.chart}
        choices={state.choices}
        onChoose={(input, reference) => store.update({ choices: { ...store.get().choices, [input]: reference } })}
      />
      {state.chart.problems.map((one) => (
        <Notice
          key={one.missing.join()}
          state="attention"
          problem={{ ...one, message: `${one.message} Missing because of it: ${one.missing.join(', ')}.` }}
        />
      ))}
      <StepFooter
        action="Go to imaging"
        {...(ready.ok ? {} : { disabledReason: ready.reason })}
        onAction={() => router.push('/case/imaging')}
      />
    </>
  );
}
