'use client';
import { useEffect, useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { cachedImaging } from '@/lib/client/imaging/imagingCache';
import { type AssessedCase, type AssessProgress, assessCase } from '@/lib/client/result/assessCase';
import type { Problem, Result } from '@/lib/core/result';
import type { SiteModelSettings } from '@/lib/model/siteFacts';
import { FactStrip } from '@/lib/ui/FactStrip';
import { Notice } from '@/lib/ui/Notice';
import { Panel } from '@/lib/ui/Panel';
import { StepFooter } from '@/lib/ui/StepFooter';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { CaseFrame, useCase } from '../CaseFrame';
import { useInstalledModel } from '../InstalledModel';
import { useGoTo } from '../StepNavigation';
import { AbstentionView } from './AbstentionView';
import { cautionsBelowStrip } from './cautionKinds';
import { Disagreement } from './Disagreement';
import { EstimateView } from './EstimateView';
import { FactorList } from './FactorList';
import { FindingList } from './FindingList';
import { ModelUsed } from './ModelUsed';
import { OwnEstimatePrompt } from './OwnEstimatePrompt';
import { Simulations } from './Simulations';
import { trustFacts } from './trustFacts';
import { Working } from './Working';

interface ResultStepProps {
  readonly sites: readonly (SiteModelSettings & { readonly id: string })[];
  readonly modelId: string;
}

export function ResultStep(props: ResultStepProps) {
  return (
    <CaseFrame step="result" title="How likely is residual back pain?">
      <ResultOfCase {...props} />
    </CaseFrame>
  );
}

/** One assessment for each accepted outline, although strict mode runs effects twice. */
let running: { readonly acceptedAt: string; readonly result: Promise<Result<AssessedCase>> } | undefined;

function ResultOfCase({ sites, modelId }: ResultStepProps) {
  const { store, state, fhir } = useCase();
  const goTo = useGoTo();
  const [problem, setProblem] = useState<Problem>();
  const [progress, setProgress] = useState<AssessProgress>();
  const { assessment, imaging, ownEstimate } = state;
  const acceptedAt = imaging?.acceptedAt;
  const { imageDigest } = useInstalledModel();
  const site = sites.find(({ id }) => id === fhir.session.siteId);
  useEffect(() => {
    if (store.get().assessment || !acceptedAt) return;
    if (running?.acceptedAt !== acceptedAt) {
      running = {
        acceptedAt,
        result: assessCase(store.get(), cachedImaging(fhir.session.launchId), modelId, site ?? noSettings, setProgress),
      };
    }
    running.result.then((result) => {
      if (!result.ok) return setProblem(result.problem);
      const { assessment, features } = result.value;
      const model = { ...assessment.model, ...(imageDigest && { imageDigest }) };
      store.update({ assessment: { ...assessment, model }, radiomics: features });
      if (assessment.kind === 'abstention') {
        const reasons = assessment.reasons.map(({ id }) => id);
        reportEvent({ event: 'abstain', launch: fhir.session.launchId, reasons });
      }
    });
  }, [store, acceptedAt, fhir, modelId, site, imageDigest]);
  if (problem || !acceptedAt) return <Notice state="stop" problem={problem ?? notAccepted} />;
  if (!assessment) return <Working progress={progress} />;
  // The clinician's own estimate comes first, so that the model's does not anchor it (S2); an abstention has nothing to hide.
  if (assessment.kind === 'estimate' && !ownEstimate)
    return (
      <OwnEstimatePrompt
        onAnswer={(answer) => {
          store.update({ ownEstimate: answer });
          reportEvent({
            event: 'reveal',
            launch: fhir.session.launchId,
            ...(answer.kind === 'estimate' && { ownPer100: answer.per100 }),
          });
        }}
      />
    );
  if (assessment.kind === 'abstention')
    return (
      <>
        <AbstentionView abstention={assessment} />
        <StepFooter
          action="Go to deciding"
          onAction={() => goTo('/case/decide')}
          other={{ action: 'Go to the patient view', onAction: () => goTo('/case/consent') }}
        />
      </>
    );
  return (
    <>
      <TwoColumns
        evidence={
          <>
            <EstimateView estimate={assessment} level={imaging.level} own={ownEstimate} />
            <FactorList {...assessment} />
          </>
        }
        meaning={
          <>
            <Panel title="How far to trust it">
              <FactStrip facts={trustFacts(assessment)} />
              <FindingList findings={cautionsBelowStrip(assessment.cautions)} />
            </Panel>
            <Panel title="What the model does not know">
              <p className="mt-1 max-w-[68ch]">
                How the procedure will go, how the cement will spread, the patient's wishes, and whether pain would
                settle without it. It does not say whether to operate.
              </p>
            </Panel>
            <Simulations modelId={modelId} site={site ?? noSettings} />
            <Disagreement launchId={fhir.session.launchId} />
            <ModelUsed model={assessment.model} />
          </>
        }
      />
      <StepFooter
        action="Go to deciding"
        onAction={() => goTo('/case/decide')}
        other={{ action: 'Go to signing', onAction: () => goTo('/case/sign') }}
      />
    </>
  );
}

const noSettings: SiteModelSettings = { stoppedModels: [] };

const notAccepted: Problem = {
  code: 'not-accepted',
  message: 'No outline of the vertebra was accepted yet.',
  remedy: 'Go to the imaging step and accept the outline.',
};
