import { identityDirection, type Triple, type Volume, type VoxelArray } from '@/lib/volume/volume';

/** A volume at the origin with axes along the patient's. */
export const volumeOf = <T extends VoxelArray>(size: Triple, data: T, spacingMm: Triple = [1, 1, 1]): Volume<T> => ({
  size,
  spacingMm,
  originLps: [0, 0, 0],
  direction: identityDirection,
  data,
});

/** Repeatable whole numbers below a limit. */
export function pseudoRandom(seed: number): (limit: number) => number {
  let state = seed | 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return ((state >>> 8) * limit) >>> 24;
  };
}

/** An image of random HU and a mask that is a ball with holes, wholly inside the grid. */
export function randomSubject(seed: number, size: Triple = [9, 8, 7], spacingMm: Triple = [0.8, 1.1, 2]) {
  const random = pseudoRandom(seed);
  const voxels = size[0] * size[1] * size[2];
  const image = Int16Array.from({ length: voxels }, () => random(300) - 50);
  const mask = new Uint8Array(voxels);
  const centre = size.map((n) => (n - 1) / 2);
  for (let z = 0, i = 0; z < size[2]; z++)
    for (let y = 0; y < size[1]; y++)
      for (let x = 0; x < size[0]; x++, i++) {
        const radius = [x, y, z].reduce((sum, at, axis) => sum + ((at - centre[axis]) / (size[axis] / 2.4)) ** 2, 0);
        if (radius < 1 && random(10) > 0) mask[i] = 1;
      }
  return { image: volumeOf(size, image, spacingMm), mask: volumeOf(size, mask, spacingMm) };
}

/** Reads a volume through a map of positions: mirrored, permuted or padded copies of it. */
export function rearrange<T extends VoxelArray>(
  volume: Volume<T>,
  size: Triple,
  spacingMm: Triple,
  from: (x: number, y: number, z: number) => Triple | undefined,
): Volume<T> {
  const data = new (volume.data.constructor as new (length: number) => T)(size[0] * size[1] * size[2]);
  for (let z = 0, i = 0; z < size[2]; z++)
    for (let y = 0; y < size[1]; y++)
      for (let x = 0; x < size[0]; x++, i++) {
        const source = from(x, y, z);
        if (source) data[i] = volume.data[source[0] + volume.size[0] * (source[1] + volume.size[1] * source[2])];
      }
  return { ...volume, size, spacingMm, data };
}
