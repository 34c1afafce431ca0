import { cropToBox, padBox, placeInGrid, type VoxelBox } from './box';
import type { Geometry, Mask, Triple } from './volume';

/**
 * The part of a grid that holds a small region, with a margin to edit in: a body is a hundredth of a scan, and every edit
 * and every kept step costs what its grid costs.
 */
export interface MaskPart {
  readonly mask: Mask;
  /** Voxel of the whole grid that is the part's first. */
  readonly lower: Triple;
}

/** @param marginMm kept around the region on every side, as far as the grid goes. Undefined for an empty mask. */
export function maskPartOf(mask: Mask, marginMm: number): MaskPart | undefined {
  const box = maskBox(mask);
  if (!box) return undefined;
  const part = padBox(box, Math.ceil(marginMm / Math.min(...mask.spacingMm)), mask.size);
  return { mask: cropToBox(mask, part), lower: part.lower };
}

export const wholeMask = ({ mask, lower }: MaskPart, grid: Geometry): Mask => placeInGrid(mask, grid, lower);

/** The voxels that a part covers. */
export const boxOfPart = ({ mask, lower }: MaskPart): VoxelBox => ({ lower, size: mask.size });

/** Box of a mask's voxels, or undefined for an empty one. */
export function maskBox({ data, size: [nx, ny, nz] }: Mask): VoxelBox | undefined {
  const low = [nx, ny, nz];
  const high = [-1, -1, -1];
  const [from, to] = insideRange(data);
  const firstSlice = Math.floor(from / (nx * ny));
  for (let z = firstSlice, row = firstSlice * nx * ny; row < to; z += 1)
    for (let y = 0; y < ny; y += 1, row += nx) {
      let first = 0;
      while (first < nx && data[row + first] === 0) first += 1;
      if (first === nx) continue;
      let last = nx - 1;
      while (data[row + last] === 0) last -= 1;
      low[0] = Math.min(low[0], first);
      low[1] = Math.min(low[1], y);
      low[2] = Math.min(low[2], z);
      high[0] = Math.max(high[0], last);
      high[1] = Math.max(high[1], y);
      high[2] = z;
    }
  if (high[0] < 0) return undefined;
  return {
    lower: [low[0], low[1], low[2]],
    size: [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1],
  };
}

/** Offsets between which every voxel of a region lies. Four are looked at together: most of forty million are outside. */
function insideRange(data: Uint8Array): readonly [from: number, to: number] {
  if (data.byteOffset % 4 !== 0) return [0, data.length];
  const fours = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  let from = 0;
  while (from < fours.length && fours[from] === 0) from += 1;
  let past = fours.length;
  const rest = data.subarray(4 * past).some((value) => value !== 0);
  while (past > from && fours[past - 1] === 0) past -= 1;
  return [4 * from, rest ? data.length : 4 * past];
}

/** The middle of a box in voxel units. */
export const centreOfBox = ({ lower, size }: VoxelBox): Triple => [
  lower[0] + (size[0] - 1) / 2,
  lower[1] + (size[1] - 1) / 2,
  lower[2] + (size[2] - 1) / 2,
];
