import type { MaskPart } from '@/lib/volume/maskPart';
import { grow, shrink } from './edit';

/**
 * The outline one voxel larger and one voxel smaller: what a reader's hand may differ by. An outline that would vanish has
 * no smaller one.
 * @param part with a margin of at least one voxel, save where the scan ends.
 */
export const voxelVariants = ({ mask, lower }: MaskPart): readonly MaskPart[] =>
  [grow(mask), shrink(mask)]
    .filter(({ data }) => data.some((value) => value !== 0))
    .map((changed) => ({ mask: changed, lower }));
