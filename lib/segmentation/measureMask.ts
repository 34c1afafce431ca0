import { type Mask, type Volume, voxelOffset } from '@/lib/volume/volume';
import { enclosedVoxels } from './holes';
import { piecesOf } from './pieces';

export interface MaskMeasures {
  readonly voxels: number;
  readonly volumeMm3: number;
  readonly meanHu: number;
  readonly minHu: number;
  readonly maxHu: number;
  /** Voxels on a face of the grid: the region is cut by the edge of the scan. */
  readonly edgeVoxels: number;
  /** Pieces that touch by no face, edge or corner. */
  readonly islands: number;
  /** Voxels outside the region that it encloses: no path leads from them to the edge of the grid over faces. */
  readonly holeVoxels: number;
  readonly metalVoxels: number;
  /** Largest connected piece of voxels over the cement threshold, mm3. */
  readonly largestDenseMm3: number;
}

/** Measures a region on its image; both share one grid. A region without voxels gives zeros and NaN attenuation. */
export function measureMask(
  image: Volume,
  mask: Mask,
  { metalHu, cementHu }: { metalHu: number; cementHu: number },
): MaskMeasures {
  const inside: number[] = [];
  let sum = 0;
  let minHu = Number.POSITIVE_INFINITY;
  let maxHu = Number.NEGATIVE_INFINITY;
  let edgeVoxels = 0;
  let metalVoxels = 0;
  const [nx, ny, nz] = mask.size;
  for (let z = 0; z < nz; z += 1) {
    for (let y = 0; y < ny; y += 1) {
      let offset = voxelOffset(mask, 0, y, z);
      for (let x = 0; x < nx; x += 1, offset += 1) {
        if (mask.data[offset] === 0) continue;
        const hu = image.data[offset];
        inside.push(offset);
        sum += hu;
        if (hu < minHu) minHu = hu;
        if (hu > maxHu) maxHu = hu;
        if (hu > metalHu) metalVoxels += 1;
        if (x === 0 || y === 0 || z === 0 || x === nx - 1 || y === ny - 1 || z === nz - 1) edgeVoxels += 1;
      }
    }
  }
  const voxelMm3 = mask.spacingMm[0] * mask.spacingMm[1] * mask.spacingMm[2];
  const dense = inside.filter((offset) => image.data[offset] > cementHu);
  return {
    voxels: inside.length,
    volumeMm3: inside.length * voxelMm3,
    meanHu: sum / inside.length,
    minHu,
    maxHu,
    edgeVoxels,
    islands: piecesOf(inside, mask).length,
    holeVoxels: enclosedVoxels(mask),
    metalVoxels,
    largestDenseMm3: Math.max(0, ...piecesOf(dense, mask).map(({ length }) => length)) * voxelMm3,
  };
}
