'use client';
import { lazy, Suspense } from 'react';
import type { ChartSite } from '@/lib/client/app/chartReading';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import type { EditableInput } from '@/lib/client/case/caseState';
import { chosenFracture, cleftInForce } from '@/lib/client/case/chosenFracture';
import { inputActions } from '@/lib/client/case/inputActions';
import { loadPart } from '@/lib/client/loadPart';
import { type DraftOrderCase, draftOrderProblem } from '@/lib/client/sign/draftOrderTarget';
import { Notice } from '@/lib/ui/Notice';
import { PanelSkeletons, Skeleton } from '@/lib/ui/Skeleton';
import { StepFooter } from '@/lib/ui/StepFooter';
import { TwoColumns } from '@/lib/ui/TwoColumns';
import { CaseFrame, useCase } from '../CaseFrame';
import { useGoTo } from '../StepNavigation';
import { useChart } from '../useChart';
import { useEstimatesInChart } from '../useEstimatesInChart';
import { AskForDxa } from './AskForDxa';
import { Correction } from './Correction';
import { MoreFromChart } from './MoreFromChart';
import type { ModelNeeds } from './modelNeeds';
import { OtherInputs } from './OtherInputs';
import { ReadAgain } from './ReadAgain';
import { ReadinessTiles, unreadTile } from './ReadinessTiles';
import { readiness } from './readiness';
import { WithoutDensity } from './WithoutDensity';

interface Site extends ChartSite {
  readonly writeBack: boolean;
  readonly allowDemonstrationWriteBack: boolean;
}

interface DataStepProps {
  readonly sites: readonly Site[];
  readonly modelStatus: DraftOrderCase['status'];
  readonly needs: ModelNeeds;
}

export function DataStep(props: DataStepProps) {
  return (
    <CaseFrame step="data" title="Is what the chart says right and complete?">
      <Chart {...props} />
    </CaseFrame>
  );
}

/** Most charts hold none, and the page is to show soon. */
const EstimatesInChart = lazy(async () => {
  const code = await loadPart(
    import('../EstimatesInChart'),
    'shows the estimates which the chart holds for this fracture',
    'Check the connection and load this page again.',
  );
  return { default: code.ok ? code.value.EstimatesInChart : () => <Notice state="attention" problem={code.problem} /> };
});

const noSite = { writeBack: false, allowDemonstrationWriteBack: false };

function Chart({ sites, modelStatus, needs }: DataStepProps) {
  const { fhir, store, state } = useCase();
  const { problem, reading, readAgain } = useChart(sites);
  const inChart = useEstimatesInChart();
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
  const change = inputActions(fhir.session, store, reportEvent, () => new Date());
  const correction = (input: EditableInput) => (
    <Correction
      input={input}
      isKnown={chart[input].state !== 'unknown'}
      edit={state.edits.find((edit) => edit.input === input)}
      today={new Date().toISOString().slice(0, 10)}
      onSave={change.correct}
      onRemove={change.undo}
    />
  );
  const cleft = cleftInForce(state) ?? chart.cleft;
  return (
    <>
      <TwoColumns
        evidence={
          <>
            <ReadinessTiles
              chart={chart}
              fracture={fracture}
              cleft={cleft}
              needs={needs}
              again={again}
              choices={state.choices}
              onChoose={change.choose}
              underBoneDensity={
                <>
                  <WithoutDensity chart={chart} edits={state.edits} isNeeded={needs.boneDensity} now={new Date()}>
                    {fracture && (
                      <AskForDxa
                        draft={{
                          level: fracture.level,
                          conditionReference: fracture.conditionReference,
                          status: modelStatus,
                        }}
                        problem={draftOrderProblem(fhir, site, modelStatus)}
                      />
                    )}
                  </WithoutDensity>
                  {correction('tScore')}
                </>
              }
            />
            {(inChart.estimates.length > 0 || inChart.unread) && (
              <Suspense fallback={<Skeleton lines={3} label="Reading the estimates in the chart" />}>
                <EstimatesInChart {...inChart} />
              </Suspense>
            )}
            {chart.problems.map((one) => (
              <Notice
                key={one.missing.join()}
                state="attention"
                problem={{ ...one, message: `${one.message} Missing because of it: ${one.missing.join(', ')}.` }}
              />
            ))}
            {chart.problems.length > 0 && !unreadTile(chart, cleft) && again}
          </>
        }
        meaning={
          <>
            <OtherInputs chart={chart} needs={needs} correction={correction} />
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
