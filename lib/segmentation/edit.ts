import { padBox } from '@/lib/volume/box';
import { maskBox } from '@/lib/volume/maskPart';
import { type Mask, type Triple, voxelOffset } from '@/lib/volume/volume';

/** Steps that a reader may take back and take again; the present mask is the last of `past`. */
export interface MaskHistory {
  readonly past: readonly Mask[];
  readonly future: readonly Mask[];
}

const mostSteps = 20;

export const startHistory = (mask: Mask): MaskHistory => ({ past: [mask], future: [] });
export const presentMask = ({ past }: MaskHistory): Mask => past[past.length - 1];

/** A new step; what was undone before it is gone. The oldest steps are dropped after twenty. */
export const addStep = ({ past }: MaskHistory, mask: Mask): MaskHistory => ({
  past: [...past, mask].slice(-mostSteps),
  future: [],
});

export function undo(history: MaskHistory): MaskHistory {
  if (history.past.length < 2) return history;
  return { past: history.past.slice(0, -1), future: [presentMask(history), ...history.future] };
}

export function redo(history: MaskHistory): MaskHistory {
  const [next, ...future] = history.future;
  return next ? { past: [...history.past, next], future } : history;
}

/** Adds the voxels that share a face with the region. */
export const grow = (mask: Mask): Mask => changed(mask, (inside, neighbours) => inside || neighbours > 0);

/** Takes off the voxels that share a face with the outside; the edge of the scan is outside. */
export const shrink = (mask: Mask): Mask => changed(mask, (inside, neighbours) => inside && neighbours === 6);

/** Each voxel follows the majority of itself and its six neighbours. */
export const smooth = (mask: Mask): Mask => changed(mask, (inside, neighbours) => neighbours + (inside ? 1 : 0) >= 4);

/** No rule reaches further than one voxel beyond the region, and a region is a small part of its grid. */
function changed(mask: Mask, rule: (inside: boolean, neighbours: number) => boolean): Mask {
  const region = maskBox(mask);
  if (!region) return mask;
  const [nx, ny, nz] = mask.size;
  const { lower, size } = padBox(region, 1, mask.size);
  const source = mask.data;
  const data = new Uint8Array(source.length);
  const plane = nx * ny;
  const set = (on: boolean, offset: number): number => (on && source[offset] ? 1 : 0);
  for (let z = lower[2]; z < lower[2] + size[2]; z += 1)
    for (let y = lower[1]; y < lower[1] + size[1]; y += 1) {
      let offset = voxelOffset(mask, lower[0], y, z);
      for (let x = lower[0]; x < lower[0] + size[0]; x += 1, offset += 1) {
        const neighbours =
          set(x > 0, offset - 1) +
          set(x < nx - 1, offset + 1) +
          set(y > 0, offset - nx) +
          set(y < ny - 1, offset + nx) +
          set(z > 0, offset - plane) +
          set(z < nz - 1, offset + plane);
        if (rule(source[offset] !== 0, neighbours)) data[offset] = 1;
      }
    }
  return { ...mask, data };
}

/** Only the largest piece whose voxels share faces; of equal ones the first. */
export function keepLargest(mask: Mask): Mask {
  const [nx, ny, nz] = mask.size;
  const left = mask.data.slice();
  let largest: number[] = [];
  for (let start = 0; start < left.length; start += 1) {
    if (left[start] === 0) continue;
    left[start] = 0;
    const piece = [start];
    for (let i = 0; i < piece.length; i += 1) {
      const offset = piece[i];
      const x = offset % nx;
      const y = Math.floor(offset / nx) % ny;
      const z = Math.floor(offset / (nx * ny));
      const visit = (on: boolean, next: number) => {
        if (!on || left[next] === 0) return;
        left[next] = 0;
        piece.push(next);
      };
      visit(x > 0, offset - 1);
      visit(x < nx - 1, offset + 1);
      visit(y > 0, offset - nx);
      visit(y < ny - 1, offset + nx);
      visit(z > 0, offset - nx * ny);
      visit(z < nz - 1, offset + nx * ny);
    }
    if (piece.length > largest.length) largest = piece;
  }
  const data = new Uint8Array(mask.data.length);
  for (const offset of largest) data[offset] = 1;
  return { ...mask, data };
}

/** Fills (brush) or clears (erase) the voxels whose centres lie within `radiusMm` of a voxel. */
export function paintSphere(mask: Mask, centre: Triple, radiusMm: number, tool: 'brush' | 'erase'): Mask {
  const data = mask.data.slice();
  const [nx, ny] = mask.size;
  const [sx, sy, sz] = mask.spacingMm;
  const range = (axis: 0 | 1 | 2): readonly [number, number] => {
    const reach = Math.floor(radiusMm / mask.spacingMm[axis]);
    return [Math.max(0, centre[axis] - reach), Math.min(mask.size[axis] - 1, centre[axis] + reach)];
  };
  const [[x0, x1], [y0, y1], [z0, z1]] = [range(0), range(1), range(2)];
  for (let z = z0; z <= z1; z += 1)
    for (let y = y0; y <= y1; y += 1)
      for (let x = x0; x <= x1; x += 1)
        if (Math.hypot((x - centre[0]) * sx, (y - centre[1]) * sy, (z - centre[2]) * sz) <= radiusMm)
          data[x + nx * (y + ny * z)] = tool === 'brush' ? 1 : 0;
  return { ...mask, data };
}
