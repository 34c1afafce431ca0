import { grow, shrink } from '@/lib/segmentation/edit';
import { voxelVariants } from '@/lib/segmentation/voxelVariants';
import { maskPartOf, wholeMask } from '@/lib/volume/maskPart';
import { identityDirection, type Mask, type Triple } from '@/lib/volume/volume';

function box(from: Triple, to: Triple, size: Triple = [9, 8, 7]): Mask {
  const data = new Uint8Array(size[0] * size[1] * size[2]);
  for (let z = from[2]; z <= to[2]; z++)
    for (let y = from[1]; y <= to[1]; y++)
      for (let x = from[0]; x <= to[0]; x++) data[x + size[0] * (y + size[1] * z)] = 1;
  return { size, spacingMm: [0.7, 0.7, 1.5], originLps: [1, 2, 3], direction: identityDirection, data };
}

/** The variants of the part that holds the mask, back on the whole grid. */
function variantsOf(mask: Mask): readonly Mask[] {
  const part = maskPartOf(mask, Math.max(...mask.spacingMm));
  return part ? voxelVariants(part).map((variant) => wholeMask(variant, mask)) : [];
}

describe('an outline one voxel larger and smaller', () => {
  test('is what growing and shrinking on the whole scan give', () => {
    const mask = box([2, 2, 2], [6, 5, 4]);
    const [larger, smaller] = variantsOf(mask);
    expect(larger).toEqual(grow(mask));
    expect(smaller).toEqual(shrink(mask));
  });

  test('stays on the scan where it touches the edge', () => {
    const mask = box([0, 0, 0], [4, 4, 4]);
    const [larger] = variantsOf(mask);
    expect(larger).toEqual(grow(mask));
  });

  test('has no smaller one where it would vanish', () => {
    expect(variantsOf(box([2, 2, 2], [3, 3, 3]))).toHaveLength(1);
  });
});
