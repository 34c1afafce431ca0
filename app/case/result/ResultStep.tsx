'use client';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { isImagingSettled } from '@/lib/client/case/isImagingSettled';
import { isRevealed } from '@/lib/client/case/isRevealed';
import type { Problem } from '@/lib/core/result';
import type { SiteModelSettings } from '@/lib/model/siteFacts';
import { Button } from '@/lib/ui/Button';
import { FactStrip } from '@/lib/ui/FactStrip';
import { Notice } from '@/lib/ui/Notice';
import { Panel } from '@/lib/ui/Panel';
import { StepFooter } from '@/lib/ui/StepFooter';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { CaseFrame, useCase } from '../CaseFrame';
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
import { useAssessment } from './useAssessment';
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

function ResultOfCase({ sites, modelId }: ResultStepProps) {
  const { store, state, fhir } = useCase();
  const goTo = useGoTo();
  const site = sites.find(({ id }) => id === fhir.session.siteId) ?? noSettings;
  const { problem, progress, tryAgain } = useAssessment(modelId, site);
  const { assessment, imaging, ownEstimate } = state;
  if (!isImagingSettled(state)) return <Notice state="stop" problem={notAccepted} />;
  if (problem)
    return (
      <>
        <Notice state="stop" problem={problem} />
        <Button onPress={tryAgain}>Try again</Button>
      </>
    );
  if (!assessment) return <Working progress={progress} />;
  // The clinician's own estimate comes first, so that the model's does not anchor it (S2); an abstention has nothing to hide.
  if (!isRevealed(state))
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
            {imaging && <EstimateView estimate={assessment} level={imaging.level} own={ownEstimate} />}
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
            <Simulations modelId={modelId} site={site} />
            <Disagreement key={assessment.computedAt} model={assessment.model} computedAt={assessment.computedAt} />
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
