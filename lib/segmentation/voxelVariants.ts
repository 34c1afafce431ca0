import { maskPartOf, wholeMask } from '@/lib/volume/maskPart';
import type { Mask } from '@/lib/volume/volume';
import { grow, shrink } from './edit';

/**
 * The outline one voxel larger and one voxel smaller, on the same grid: what a reader's hand may differ by. An outline
 * that would vanish has no smaller one.
 */
export function voxelVariants(mask: Mask): readonly Mask[] {
  // One voxel of margin is all that growing needs; the whole scan would cost a hundred times as much.
  const part = maskPartOf(mask, Math.max(...mask.spacingMm));
  if (!part) return [];
  return [grow(part.mask), shrink(part.mask)]
    .filter(({ data }) => data.some((value) => value !== 0))
    .map((changed) => wholeMask({ ...part, mask: changed }, mask));
}
