'use client';
import { useEffect } from 'react';
import type { ChartSite } from '@/lib/client/app/chartReading';
import type { ImagingSite } from '@/lib/client/imaging/archiveOfSite';
import { openModel } from '@/lib/client/scoring/openModel';
import type { ModelLimit } from '@/lib/model/manifestLimits';
import { Notice } from '@/lib/ui/Notice';
import { Skeleton } from '@/lib/ui/Skeleton';
import { CaseFrame, useCase } from '../CaseFrame';
import { readiness } from '../data/readiness';
import { StepLink } from '../StepNavigation';
import { useChart } from '../useChart';
import { Retrieval } from './Retrieval';

export interface ImagingStepSite extends ChartSite {
  readonly dicomweb: ImagingSite['archives'];
  readonly writeBack: boolean;
}

export interface ImagingStepProps {
  readonly sites: readonly ImagingStepSite[];
  /** The model's own, as its manifest states and its engine enforces them. */
  readonly limits: readonly ModelLimit[];
  readonly modelId: string;
}

export function ImagingStep(props: ImagingStepProps) {
  return (
    <CaseFrame step="imaging" title="Is this the fractured vertebra, and is its outline right?" wide>
      <Imaging {...props} />
    </CaseFrame>
  );
}

/** The chart first, also where a link opened this step, and nothing of the CT while the chart leaves a question open. */
function Imaging({ sites, limits, modelId }: ImagingStepProps) {
  const { state, fhir } = useCase();
  const { chart, problem } = useChart(sites);
  // A failure is told by the result step, which opens the model again.
  useEffect(() => void openModel(modelId), [modelId]);
  if (problem) return <Notice state="stop" problem={problem} />;
  if (!chart) return <Skeleton lines={6} label="Reading the chart" />;
  const ready = readiness(state);
  if (!ready.ok)
    return (
      <>
        <Notice state="stop" problem={{ message: ready.reason, remedy: 'The data step shows it with its sources.' }} />
        <StepLink href="/case/data">Go to the data step</StepLink>
      </>
    );
  const site = sites.find(({ id }) => id === fhir.session.siteId);
  return (
    <Retrieval
      chart={chart}
      site={{ archives: site?.dicomweb ?? [], mayStore: site?.writeBack ?? false }}
      limits={limits}
      modelId={modelId}
    />
  );
}
