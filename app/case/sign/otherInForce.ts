import type { Problem } from '@/lib/core/result';
import { type EarlierEstimate, isInForce } from '@/lib/fhir/write/earlierEstimates';
import { estimateIdentifier, type SignedCase } from '@/lib/fhir/write/signedCase';

/**
 * Another estimate is in force now than the one that the preview says is replaced; undefined if it is that one, or the very
 * estimate that is about to be signed, which an unconfirmed try may have left there.
 */
export async function otherInForce(
  signed: SignedCase,
  replaces: string | undefined,
  now: readonly EarlierEstimate[],
): Promise<Problem | undefined> {
  const inForce = now.find(isInForce);
  if (inForce?.reference === replaces || inForce?.identifier === (await estimateIdentifier(signed))) return undefined;
  return {
    code: 'estimate-appeared',
    message: 'The estimate in the chart for this fracture is not the one that was shown here, so nothing was written.',
    remedy: 'Look at what will be written and replaced now, then sign.',
  };
}
