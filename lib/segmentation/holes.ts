import { cropToBox, padBox } from '@/lib/volume/box';
import { maskBox } from '@/lib/volume/maskPart';
import type { Mask } from '@/lib/volume/volume';

/** How many voxels a region encloses: outside it, and no path over faces leads from them to the edge of the grid. */
export function enclosedVoxels(mask: Mask): number {
  const box = maskBox(mask);
  if (!box) return 0;
  // A voxel beyond the region's box encloses nothing and joins whatever touches the box to the edge of the grid.
  const near = cropToBox(mask, padBox(box, 1, mask.size));
  const reached = reachedFromOutside(near);
  let count = 0;
  for (let offset = 0; offset < reached.length; offset += 1)
    if (near.data[offset] === 0 && reached[offset] === 0) count += 1;
  return count;
}

/** 1 for the voxels outside the region that a path over faces joins to the edge of the grid. */
function reachedFromOutside({ data, size: [nx, ny, nz] }: Mask): Uint8Array {
  const reached = new Uint8Array(data.length);
  const stack: number[] = [];
  const visit = (offset: number): void => {
    if (data[offset] !== 0 || reached[offset] !== 0) return;
    reached[offset] = 1;
    stack.push(offset);
  };
  for (let z = 0; z < nz; z += 1)
    for (let y = 0; y < ny; y += 1) {
      const row = nx * (y + ny * z);
      const onEdge = y === 0 || z === 0 || y === ny - 1 || z === nz - 1;
      for (let x = 0; x < nx; x += onEdge ? 1 : Math.max(1, nx - 1)) visit(row + x);
    }
  while (stack.length > 0) {
    const offset = stack.pop() as number;
    const x = offset % nx;
    const y = Math.floor(offset / nx) % ny;
    const z = Math.floor(offset / (nx * ny));
    if (x > 0) visit(offset - 1);
    if (x < nx - 1) visit(offset + 1);
    if (y > 0) visit(offset - nx);
    if (y < ny - 1) visit(offset + nx);
    if (z > 0) visit(offset - nx * ny);
    if (z < nz - 1) visit(offset + nx * ny);
  }
  return reached;
}
