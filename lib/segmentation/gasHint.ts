import type { Mask, Volume } from '@/lib/volume/volume';
import { shrink } from './edit';
import { piecesOf } from './pieces';

export interface GasHint {
  readonly volumeMm3: number;
  readonly suspected: boolean;
}

/** Fatty marrow and noise stay above; no cut-off is published, so this is a choice and the answer a hint. */
export const gasHu = -200;
/** Less than this together is noise, or gas of the disc at the outline, mm3. */
export const leastGasMm3 = 20;

/**
 * Gas inside a body, as a hint beside the reader's own answer: pieces of at least 20 mm3 below -200 HU that reach deeper than
 * the outline's outermost voxels. A cleft filled with fluid is not seen by it. Image and mask share one grid.
 */
export function gasHint(image: Volume, mask: Mask): GasHint {
  const { spacingMm, data } = mask;
  const voxelMm3 = spacingMm[0] * spacingMm[1] * spacingMm[2];
  const core = shrink(mask).data;
  const gas: number[] = [];
  for (let offset = 0; offset < data.length; offset += 1)
    if (data[offset] !== 0 && image.data[offset] < gasHu) gas.push(offset);
  const volumeMm3 = piecesOf(gas, mask)
    .filter((piece) => piece.length * voxelMm3 >= leastGasMm3 && piece.some((offset) => core[offset] !== 0))
    .reduce((sum, { length }) => sum + length * voxelMm3, 0);
  return { volumeMm3, suspected: volumeMm3 > 0 };
}
