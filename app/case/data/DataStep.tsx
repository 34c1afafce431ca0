'use client';
import type { ChartSite } from '@/lib/client/app/chartReading';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import type { EditableInput, InputEdit } from '@/lib/client/case/caseState';
import { chosenFracture, cleftInForce } from '@/lib/client/case/chosenFracture';
import { type DraftOrderCase, draftOrderProblem } from '@/lib/client/sign/writeDraftOrder';
import { Notice } from '@/lib/ui/Notice';
import { PanelSkeletons } from '@/lib/ui/Skeleton';
import { StepFooter } from '@/lib/ui/StepFooter';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { CaseFrame, useCase } from '../CaseFrame';
import { EstimatesInChart } from '../EstimatesInChart';
import { useGoTo } from '../StepNavigation';
import { useChart } from '../useChart';
import { useEstimatesInChart } from '../useEstimatesInChart';
import { AskForDxa } from './AskForDxa';
import { Correction } from './Correction';
import { MoreFromChart } from './MoreFromChart';
import { OtherInputs } from './OtherInputs';
import { ReadAgain } from './ReadAgain';
import { ReadinessTiles } from './ReadinessTiles';
import { readiness } from './readiness';

interface Site extends ChartSite {
  readonly writeBack: boolean;
  readonly allowDemonstrationWriteBack: boolean;
}

interface DataStepProps {
  readonly sites: readonly Site[];
  readonly modelStatus: DraftOrderCase['status'];
}

export function DataStep(props: DataStepProps) {
  return (
    <CaseFrame step="data" title="Is what the chart says right and complete?">
      <Chart {...props} />
    </CaseFrame>
  );
}

const noSite = { writeBack: false, allowDemonstrationWriteBack: false };

function Chart({ sites, modelStatus }: DataStepProps) {
  const { fhir, store, state } = useCase();
  const { problem, reading, readAgain } = useChart(sites);
  const { estimates, blocked, unread, correct, reload } = useEstimatesInChart();
  const goTo = useGoTo();
  const again = <ReadAgain reading={reading} onRead={readAgain} />;
  if (problem)
    return (
      <>
        <Notice state="stop" problem={problem} />
        {again}
      </>
    );
  const { chart } = state;
  if (!chart) return <PanelSkeletons panels={4} label="Reading the chart" />;
  const ready = readiness(state);
  const fracture = chosenFracture(state);
  const site = sites.find(({ id }) => id === fhir.session.siteId) ?? noSite;
  const without = (input: EditableInput) => store.get().edits.filter((edit) => edit.input !== input);
  const save = (input: EditableInput, correction: Pick<InputEdit, 'value' | 'measuredOn' | 'reason'>) => {
    const edit = { ...correction, input, by: fhir.session.user.name, at: new Date().toISOString() };
    store.update({ edits: [...without(input), edit] });
    reportEvent({ event: 'edit', launch: fhir.session.launchId });
  };
  const correction = (input: EditableInput) => (
    <Correction
      input={input}
      edit={state.edits.find((edit) => edit.input === input)}
      today={new Date().toISOString().slice(0, 10)}
      onSave={save}
      onRemove={(removed) => store.update({ edits: without(removed) })}
    />
  );
  const askable = fracture && (chart.tScore.state === 'unknown' || chart.tScore.state === 'old');
  return (
    <>
      <TwoColumns
        evidence={
          <>
            <ReadinessTiles
              chart={chart}
              cleft={cleftInForce(state) ?? chart.cleft}
              choices={state.choices}
              onChoose={(input, reference) => store.update({ choices: { ...store.get().choices, [input]: reference } })}
              underBoneDensity={
                <>
                  {askable && (
                    <AskForDxa
                      fhir={fhir}
                      ordered={state.draftOrders?.dxa}
                      onOrdered={(dxa) => store.update({ draftOrders: { ...store.get().draftOrders, dxa } })}
                      draft={{
                        level: fracture.level,
                        conditionReference: fracture.conditionReference,
                        status: modelStatus,
                      }}
                      problem={draftOrderProblem(fhir, site, modelStatus)}
                    />
                  )}
                  {correction('tScore')}
                </>
              }
            />
            <EstimatesInChart
              estimates={estimates}
              blocked={blocked}
              onCorrect={correct}
              unread={unread}
              onReadAgain={reload}
            />
            {chart.problems.map((one) => (
              <Notice
                key={one.missing.join()}
                state="attention"
                problem={{ ...one, message: `${one.message} Missing because of it: ${one.missing.join(', ')}.` }}
              />
            ))}
            {chart.problems.length > 0 && again}
          </>
        }
        meaning={
          <>
            <OtherInputs chart={chart} correction={correction} />
            <MoreFromChart chart={chart} />
          </>
        }
      />
      <StepFooter
        action="Go to imaging"
        {...(ready.ok ? {} : { disabledReason: ready.reason })}
        onAction={() => goTo('/case/imaging')}
      />
    </>
  );
}
