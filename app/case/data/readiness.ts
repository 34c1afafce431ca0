import type { CaseState } from '@/lib/client/case/caseState';
import { chosenFracture, cleftInForce } from '@/lib/client/case/chosenFracture';
import type { AugmentationOrder, ChartData, ChartValue, Fracture } from '@/lib/fhir/chartData';
import { unreadBecause } from './unread';

/** Whether imaging can start, or in one sentence why not. What the model itself refuses is said with the result. */
export function readiness(state: CaseState): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  const { chart, choices, edits } = state;
  const stop = (reason: string) => ({ ok: false, reason }) as const;
  if (!chart) return stop('The chart is being read.');
  if (chart.fracture.state === 'unknown')
    return stop(
      unreadBecause(chart, 'fracture')
        ? 'The fracture could not be read yet.'
        : 'No fracture with a level is on file: add it to the problem list.',
    );
  if (isOpen(chart.fracture, choices.fracture)) return stop('Choose which fracture is to be treated.');
  const corrected = edits.some(({ input }) => input === 'tScore');
  if (isOpen(chart.tScore, choices.tScore) && !corrected) return stop('Choose which bone density holds.');
  if (isOpen(cleftInForce(state), choices.cleft)) return stop('Choose which reading of the cleft holds.');
  if (chart.ctSeries.length === 0)
    return stop(
      unreadBecause(chart, 'CT') ? 'The CT could not be read yet.' : 'No CT is on file: an estimate needs one.',
    );
  const fracture = chosenFracture(state);
  const order = orderOfAnotherLevel(chart, fracture);
  if (order && fracture)
    return stop(
      `The order names ${order.levels.join(' and ')}, the fracture is at ${fracture.level}: settle which is right first.`,
    );
  return { ok: true };
}

/** Values contradict each other, and none of them is chosen: a choice among an earlier chart's values is no choice among these. */
const isOpen = (value: ChartValue<unknown> | undefined, choice: string | undefined): boolean =>
  value?.state === 'conflict' && !value.candidates.some(({ source }) => source.reference === choice);

/** The order for the procedure, where it does not name the level of the fracture (S5). */
export function orderOfAnotherLevel(
  { order }: ChartData,
  fracture: Fracture | undefined,
): AugmentationOrder | undefined {
  if (order.state !== 'present' || !fracture || order.value.levels.length === 0) return undefined;
  return order.value.levels.includes(fracture.level) ? undefined : order.value;
}
