'use client';
import { useRouter } from 'next/navigation';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { StepFooter } from '@/lib/ui/StepFooter';
import { CaseFrame, useCase } from '../CaseFrame';
import { type ChartSite, useChart } from '../useChart';
import { ReadinessTiles } from './ReadinessTiles';
import { readiness } from './readiness';

export function DataStep({ sites }: { readonly sites: readonly ChartSite[] }) {
  return (
    <CaseFrame step="data" title="Is what the chart says right and complete?">
      <Chart sites={sites} />
    </CaseFrame>
  );
}

function Chart({ sites }: { readonly sites: readonly ChartSite[] }) {
  const { store, state } = useCase();
  const { problem } = useChart(sites);
  const router = useRouter();
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
