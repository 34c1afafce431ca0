'use client';
import { useState } from 'react';
import { type Scenario, scenariosOf, simulate } from '@/lib/client/result/simulateInputs';
import { betweenPerHundred, perHundred } from '@/lib/core/perHundred';
import type { Problem, Result } from '@/lib/core/result';
import type { Assessment } from '@/lib/model/assessment';
import { hasPointEstimate } from '@/lib/model/pointEstimate';
import type { SiteModelSettings } from '@/lib/model/siteFacts';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { Panel } from '@/lib/ui/Panel';
import { StateMark } from '@/lib/ui/StateMark';
import { useCase } from '../CaseFrame';

interface SimulationsProps {
  readonly modelId: string;
  readonly site: SiteModelSettings;
}

/** How far a wrong reading or another measurement would move the estimate. Marked as simulation; it lives on this screen alone (S12). */
export function Simulations({ modelId, site }: SimulationsProps) {
  const { state } = useCase();
  const [shown, setShown] = useState<{ readonly id: string; readonly text?: string; readonly problem?: Problem }>();
  const show = async (scenario: Scenario) => {
    setShown({ id: scenario.id, text: 'Scoring' });
    setShown({ id: scenario.id, ...answerOf(await simulate(scenario, modelId, site)) });
  };
  const scenarios = scenariosOf(state);
  if (scenarios.length === 0) return null;
  return (
    <Panel title="If an input were different" label="Simulation" broken>
      <StateMark state="attention">Simulation: it cannot be signed, printed or written</StateMark>
      <ul className="mt-2">
        {scenarios.map((scenario) => (
          <li key={scenario.id} className="border-t border-line py-2">
            <Button
              pressed={shown?.id === scenario.id}
              onPress={() => (shown?.id === scenario.id ? setShown(undefined) : show(scenario))}
            >
              {scenario.label}
            </Button>
            {shown?.id === scenario.id && shown.text && (
              <p role="status" className="mt-1">
                {shown.text}
              </p>
            )}
            {shown?.id === scenario.id && shown.problem && <Notice state="attention" problem={shown.problem} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function answerOf(result: Result<Assessment | undefined>): { readonly text?: string; readonly problem?: Problem } {
  if (!result.ok) return { problem: result.problem };
  const assessment = result.value;
  if (!assessment) return {};
  if (assessment.kind === 'abstention')
    return {
      text: `Simulation: there would be no estimate. ${assessment.reasons.map(({ reason }) => reason).join('. ')}.`,
    };
  const range = betweenPerHundred(assessment.interval, assessment.displayRange);
  return {
    text: hasPointEstimate(assessment)
      ? `Simulation: ${perHundred(assessment.probability, assessment.displayRange).about} of 100, ${range}.`
      : `Simulation: ${range}; too wide for a single number.`,
  };
}
