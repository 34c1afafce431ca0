import 'client-only';
import type { ChartValue, Fracture } from '@/lib/fhir/chartData';
import type { CaseState } from './caseState';

/** The fracture that the case is about: the chart's, or the one that the clinician chose of several. */
export function chosenFracture({ chart, choices }: CaseState): Fracture | undefined {
  if (chart?.fracture.state === 'present') return chart.fracture.value;
  return chart?.fractures.find(({ source }) => source.reference === choices.fracture);
}

/** The chart's reading of the cleft at that fracture, and at no other. */
export function cleftInForce(state: CaseState): ChartValue<boolean> | undefined {
  const level = chosenFracture(state)?.level;
  return (level && state.chart?.cleftByLevel[level]) ?? state.chart?.cleft;
}
