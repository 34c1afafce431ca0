import { type EarlierEstimate, isInForce } from './earlierEstimates';
import { estimateIdentifier } from './estimateIdentifier';
import type { SignedCase } from './signedCase';

/** Where a signature stands among the estimates that the chart holds for the fracture. */
export interface PlaceInChart {
  readonly identifier: string;
  /** The estimate whose place it takes: the one in force, or one that was withdrawn and that nothing has replaced yet. */
  readonly replaces?: EarlierEstimate;
  /** The very estimate is there: from a press whose answer was lost, or signed before from the same sources. */
  readonly already?: EarlierEstimate;
}

/**
 * Signed anew is what is not in force: the inputs of an estimate that was replaced since, or the same values from other
 * versions of their sources. The very estimate that is in force, or that was entered in error, keeps its identifier, so that
 * it is found again instead of written twice.
 * @param inChart newest first.
 */
export async function placeInChart(signed: SignedCase, inChart: readonly EarlierEstimate[]): Promise<PlaceInChart> {
  const last = inChart.find(isInForce) ?? inChart.find(({ replacedBy }) => replacedBy === undefined);
  for (const before of [undefined, ...inChart]) {
    const identifier = await estimateIdentifier(signed, before?.reference);
    const already = inChart.find((one) => one.identifier === identifier);
    if (already && (already === last || already.status === 'entered-in-error'))
      return { identifier, already, ...(before && { replaces: before }) };
  }
  return { identifier: await estimateIdentifier(signed, last?.reference), ...(last && { replaces: last }) };
}
