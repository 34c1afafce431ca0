/** What a filter finds beyond the image (IBSI 2, boundary conditions). */
export type Boundary = 'zero' | 'nearest' | 'periodic' | 'mirror';

export const boundaries = ['zero', 'nearest', 'periodic', 'mirror'] as const satisfies readonly Boundary[];

/** The voxel that stands for a position on an axis of `size` voxels, or -1 where the value is 0. Mirror repeats the edge voxel. */
export function voxelBeyond(position: number, size: number, boundary: Boundary): number {
  if (position >= 0 && position < size) return position;
  switch (boundary) {
    case 'zero':
      return -1;
    case 'nearest':
      return position < 0 ? 0 : size - 1;
    case 'periodic':
      return modulo(position, size);
    case 'mirror': {
      const folded = modulo(position, 2 * size);
      return folded < size ? folded : 2 * size - 1 - folded;
    }
  }
}

const modulo = (value: number, period: number): number => ((value % period) + period) % period;
