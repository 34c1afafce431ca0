import type { Problem } from '@/lib/core/result';
import type { EarlierEstimate } from '@/lib/fhir/write/earlierEstimates';
import { type PlaceInChart, placeInChart } from '@/lib/fhir/write/placeInChart';
import type { SignedCase } from '@/lib/fhir/write/signedCase';

/** The chart holds other estimates now than when the preview was made, so that something else would be written or replaced. */
export async function otherPlace(
  signed: SignedCase,
  shown: PlaceInChart,
  inChart: readonly EarlierEstimate[],
): Promise<Problem | undefined> {
  const now = await placeInChart(signed, inChart);
  const same = now.identifier === shown.identifier && now.replaces?.status === shown.replaces?.status;
  return same ? undefined : estimateAppeared;
}

const estimateAppeared: Problem = {
  code: 'estimate-appeared',
  message: 'The estimate in the chart for this fracture is not the one that was shown here, so nothing was written.',
  remedy: 'Look at what will be written and replaced now, then sign.',
};
