import { grow, shrink, smooth } from '@/lib/segmentation/edit';
import { enclosedVoxels } from '@/lib/segmentation/holes';
import { maskBox } from '@/lib/volume/maskPart';
import { identityDirection, type Mask, type Triple } from '@/lib/volume/volume';
import { mulberry32 } from '@/test/support/seededRandom';

const size: Triple = [7, 6, 5];
const voxels = size[0] * size[1] * size[2];
const maskOf = (data: Uint8Array): Mask => ({
  size,
  spacingMm: [1, 1, 1],
  originLps: [0, 0, 0],
  direction: identityDirection,
  data,
});
const random = mulberry32(11);
/** Few voxels, many, one, none, and with data that begins anywhere in its buffer. */
const masks = Array.from({ length: 200 }, (_, n) => {
  const share = [0, 0.01, 0.1, 0.5][n % 4];
  const data = new Uint8Array(new ArrayBuffer(voxels + 8), n % 5, voxels);
  for (let i = 0; i < voxels; i += 1) data[i] = random() < share ? 1 + (n % 3) : 0;
  return maskOf(data);
});

const at = ({ data }: Mask, x: number, y: number, z: number): number =>
  x < 0 || y < 0 || z < 0 || x >= size[0] || y >= size[1] || z >= size[2]
    ? 0
    : Number(data[x + size[0] * (y + size[1] * z)] !== 0);
const everyVoxel = Array.from({ length: voxels }, (_, i): Triple => [i % 7, Math.floor(i / 7) % 6, Math.floor(i / 42)]);
const faces = [
  [1, 0, 0],
  [-1, 0, 0],
  [0, 1, 0],
  [0, -1, 0],
  [0, 0, 1],
  [0, 0, -1],
] as const;

test('the box of a region is the least and greatest voxel along each axis, wherever its data lie', () => {
  for (const mask of masks) {
    const inside = everyVoxel.filter((voxel) => at(mask, ...voxel) === 1);
    const lower = [0, 1, 2].map((axis) => Math.min(...inside.map((voxel) => voxel[axis])));
    const extent = [0, 1, 2].map((axis) => Math.max(...inside.map((voxel) => voxel[axis])) - lower[axis] + 1);
    expect(maskBox(mask)).toEqual(inside.length === 0 ? undefined : { lower, size: extent });
  }
});

test('growing, shrinking and smoothing follow their rule at every voxel of the grid', () => {
  for (const mask of masks) {
    const neighbours = ([x, y, z]: Triple) => faces.reduce((sum, [a, b, c]) => sum + at(mask, x + a, y + b, z + c), 0);
    const expected = (rule: (inside: boolean, around: number) => boolean) =>
      everyVoxel.map((voxel) => Number(rule(at(mask, ...voxel) === 1, neighbours(voxel))));
    const got = (changed: Mask) => Array.from(changed.data, (value) => Number(value !== 0));
    expect(got(grow(mask))).toEqual(expected((inside, around) => inside || around > 0));
    expect(got(shrink(mask))).toEqual(expected((inside, around) => inside && around === 6));
    expect(got(smooth(mask))).toEqual(expected((inside, around) => around + Number(inside) >= 4));
  }
});

test('enclosed are the voxels outside a region from which no path over faces leads to the edge of the grid', () => {
  for (const mask of masks) {
    const outside = new Set<string>();
    const onEdge = (voxel: Triple) => voxel.some((value, axis) => value === 0 || value === size[axis] - 1);
    const queue = everyVoxel.filter((voxel) => onEdge(voxel) && at(mask, ...voxel) === 0);
    for (const voxel of queue) outside.add(voxel.join());
    for (const [x, y, z] of queue)
      for (const [a, b, c] of faces) {
        const next: Triple = [x + a, y + b, z + c];
        const inGrid = next.every((value, axis) => value >= 0 && value < size[axis]);
        if (!inGrid || at(mask, ...next) === 1 || outside.has(next.join())) continue;
        outside.add(next.join());
        queue.push(next);
      }
    const enclosed = everyVoxel.filter((voxel) => at(mask, ...voxel) === 0 && !outside.has(voxel.join())).length;
    expect(enclosedVoxels(mask)).toBe(enclosed);
  }
});
