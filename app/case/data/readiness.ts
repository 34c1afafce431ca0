import type { CaseState } from '@/lib/client/case/caseState';
import { cleftInForce } from '@/lib/client/case/chosenFracture';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { ChartData, ChartValue } from '@/lib/fhir/chartData';

/** Whether imaging can start, or in one sentence why not. What the model itself refuses is said with the result. */
export function readiness(state: CaseState): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  const { chart, choices, edits } = state;
  const stop = (reason: string) => ({ ok: false, reason }) as const;
  if (!chart) return stop('The chart is being read.');
  if (chart.fracture.state === 'unknown')
    return stop('No fracture with a level is on file: add it to the problem list.');
  if (isOpen(chart.fracture, choices.fracture)) return stop('Choose which fracture is to be treated.');
  const corrected = edits.some(({ input }) => input === 'tScore');
  if (isOpen(chart.tScore, choices.tScore) && !corrected) return stop('Choose which bone density holds.');
  if (isOpen(cleftInForce(state), choices.cleft)) return stop('Choose which reading of the cleft holds.');
  if (chart.ctSeries.length === 0) return stop('No CT is on file: an estimate needs one.');
  const order = orderOfAnotherLevel(chart);
  if (order && chart.fracture.state === 'present')
    return stop(
      `The order names ${order.level}, the fracture is at ${chart.fracture.value.level}: settle which is right first.`,
    );
  return { ok: true };
}

/** Values contradict each other, and none of them is chosen: a choice among an earlier chart's values is no choice among these. */
const isOpen = (value: ChartValue<unknown> | undefined, choice: string | undefined): boolean =>
  value?.state === 'conflict' && !value.candidates.some(({ source }) => source.reference === choice);

/** The order for the procedure, where it names another level than the fracture (S5). */
export function orderOfAnotherLevel({
  order,
  fracture,
}: ChartData): { readonly level: VertebraLevel; readonly reference: string } | undefined {
  if (order.state !== 'present' || fracture.state !== 'present') return undefined;
  const { level, reference } = order.value;
  return level && level !== fracture.value.level ? { level, reference } : undefined;
}
