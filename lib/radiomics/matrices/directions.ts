import type { Triple } from '@/lib/volume/volume';
import type { Settings } from '../parameters/settings';

/** An offset to a neighbour, in voxels along x, y, z. */
export type Direction = Triple;

/**
 * One of each pair of opposite offsets whose Chebyshev norm is one of `distances`: the half that lies ahead in raster
 * order. force2D leaves out those that move along one array axis (0 = z, 1 = y, 2 = x).
 */
export function halfDirections(
  distances: readonly number[],
  { force2D, force2Ddimension }: Pick<Settings, 'force2D' | 'force2Ddimension'>,
): Direction[] {
  const flat = force2D ? 2 - force2Ddimension : -1;
  const wanted = new Set(distances);
  const reach = Math.max(...distances);
  const found: Direction[] = [];
  for (let z = 0; z <= reach; z++)
    for (let y = -reach; y <= reach; y++)
      for (let x = -reach; x <= reach; x++) {
        const ahead = z > 0 || (z === 0 && (y > 0 || (y === 0 && x > 0)));
        const direction: Direction = [x, y, z];
        if (!ahead || (flat >= 0 && direction[flat] !== 0)) continue;
        if (wanted.has(Math.max(Math.abs(x), Math.abs(y), z))) found.push(direction);
      }
  return found;
}
