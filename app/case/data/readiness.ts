import type { CaseState } from '@/lib/client/case/caseState';

/** Whether imaging can start, or in one sentence why not. What the model itself refuses is said with the result. */
export function readiness({
  chart,
  choices,
  edits,
}: CaseState): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  const stop = (reason: string) => ({ ok: false, reason }) as const;
  if (!chart) return stop('The chart is being read.');
  if (chart.fracture.state === 'unknown')
    return stop('No fracture with a level is on file: add it to the problem list.');
  if (chart.fracture.state === 'conflict' && !choices.fracture) return stop('Choose which fracture is to be treated.');
  const corrected = edits.some(({ input }) => input === 'tScore');
  if (chart.tScore.state === 'conflict' && !choices.tScore && !corrected)
    return stop('Choose which bone density holds.');
  if (chart.cleft.state === 'conflict' && !choices.cleft) return stop('Choose which reading of the cleft holds.');
  if (chart.ctSeries.length === 0) return stop('No CT is on file: an estimate needs one.');
  const { order, fracture } = chart;
  if (
    order.state === 'present' &&
    fracture.state === 'present' &&
    order.value.level &&
    order.value.level !== fracture.value.level
  ) {
    return stop(
      `The order names ${order.value.level}, the fracture is at ${fracture.value.level}: settle which is right first.`,
    );
  }
  return { ok: true };
}
