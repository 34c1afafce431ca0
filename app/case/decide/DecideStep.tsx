'use client';
import { chosenFracture } from '@/lib/client/case/chosenFracture';
import { isRevealed, ownFirst } from '@/lib/client/case/isRevealed';
import { draftOrderProblem } from '@/lib/client/sign/draftOrderTarget';
import type { Problem } from '@/lib/core/result';
import { actionFacts, actionsFor } from '@/lib/decide/actions';
import type { DecisionData } from '@/lib/decide/decisionData';
import { Notice } from '@/lib/ui/Notice';
import { Panel } from '@/lib/ui/Panel';
import { StepFooter } from '@/lib/ui/StepFooter';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { CaseFrame, useCase } from '../CaseFrame';
import { useGoTo } from '../StepNavigation';
import { ActionList } from './ActionList';
import { ThresholdQuestion } from './ThresholdQuestion';

interface Site {
  readonly id: string;
  readonly writeBack: boolean;
  readonly allowDemonstrationWriteBack: boolean;
}

interface DecideStepProps {
  readonly sites: readonly Site[];
  readonly decision: DecisionData;
}

export function DecideStep(props: DecideStepProps) {
  return (
    <CaseFrame step="decide" title="What could be done about pain?">
      <Decide {...props} />
    </CaseFrame>
  );
}

const noResult: Problem = {
  code: 'decide-no-result',
  message: 'There is no result for this case yet.',
  remedy: 'Go through imaging and result first.',
};

/** The threshold is about doing more against pain. Nothing on this screen says whether to operate (S21). */
function Decide({ sites, decision }: DecideStepProps) {
  const { store, state, fhir } = useCase();
  const goTo = useGoTo();
  const { chart, assessment, imaging } = state;
  if (assessment && !isRevealed(state)) return <Notice state="attention" problem={ownFirst} />;
  const fracture = chosenFracture(state);
  if (!chart || !assessment || !fracture) return <Notice state="attention" problem={noResult} />;
  const site = sites.find(({ id }) => id === fhir.session.siteId);
  const { status } = assessment.model;
  const problem = draftOrderProblem(fhir, site ?? noSite, status);
  const estimate = assessment.kind === 'estimate' ? assessment : undefined;
  return (
    <>
      <p className="mt-1 max-w-[68ch] text-soft">
        Acting means doing more about pain, before or beside the procedure. Whether to operate is not asked here and not
        answered.
      </p>
      <TwoColumns
        evidence={
          estimate ? (
            <ThresholdQuestion
              decision={decision}
              estimate={estimate}
              per100={state.actThresholdPer100}
              onChange={(actThresholdPer100) => store.update({ actThresholdPer100 })}
            />
          ) : (
            <Panel title="No threshold is asked">
              <p className="mt-1 max-w-[68ch]">
                There is no estimate for this patient, so no threshold is asked. What can be done stands on the chart
                alone.
              </p>
            </Panel>
          )
        }
        meaning={
          <ActionList
            actions={actionsFor(
              actionFacts({ chart, corrections: state.edits, cleft: imaging?.cleft?.reading }, new Date()),
            )}
            estimate={estimate}
            draft={{
              level: fracture.level,
              conditionReference: fracture.conditionReference,
              status,
            }}
            problem={problem}
          />
        }
      />
      <StepFooter
        action={estimate ? 'Go to signing' : 'Go to the patient view'}
        onAction={() => goTo(estimate ? '/case/sign' : '/case/consent')}
      />
    </>
  );
}

const noSite = { writeBack: false, allowDemonstrationWriteBack: false };
