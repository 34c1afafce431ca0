import fc from 'fast-check';
import { orThrow } from '@/lib/core/result';
import { spinePhantom } from '@/lib/phantom/spinePhantom';
import { proposeBox } from '@/lib/segmentation/proposeBox';
import { segmentBody } from '@/lib/segmentation/segmentBody';
import { smoothSurface } from '@/lib/segmentation/smoothSurface';
import type { VoxelBox } from '@/lib/volume/box';
import { maskBox } from '@/lib/volume/maskPart';
import type { Geometry, Mask, Matrix3, Triple, Volume, VoxelArray } from '@/lib/volume/volume';
import { boxOff, clickIn, dice } from '../../support/bodyCases';

const phantom = spinePhantom({
  seed: 12,
  spacingMm: [1.2, 1.2, 1.4],
  crop: { level: 'L1', marginMm: 16 },
  bone: { trabecularHu: 60 },
  fractures: [{ level: 'L1', shape: 'wedge', heightLoss: 0.35 }],
});
const truth = phantom.body('L1');
const { volume } = phantom;
const box = boxOff(truth, 1);

test('a wedged osteoporotic body is found from a box that is off by up to 3 mm, and from one click', () => {
  const { mask, facts } = orThrow(segmentBody(volume, box));
  expect(dice(mask, truth)).toBeGreaterThan(0.93);
  expect(facts.volumeMl).toBeGreaterThan(15);
  const proposed = orThrow(proposeBox(volume, clickIn(truth, 1)));
  expect(dice(orThrow(segmentBody(volume, proposed)).mask, truth)).toBeGreaterThan(0.93);
});

test('a hollowed body that leans in its box is found between its own endplates, not between its neighbours’', () => {
  const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
  const leaning = spinePhantom({
    seed: 47,
    spacingMm: [1, 1, 1.5],
    crop: { level: 'L3', marginMm: 16 },
    direction: [1, 0, 0, 0, c, s, 0, -s, c],
    bone: { trabecularHu: 30 },
    noise: { sdHu: 50, kernel: 'bone' },
    fractures: [{ level: 'L3', shape: 'biconcave', heightLoss: 0.6 }],
  });
  const exact = leaning.body('L3');
  for (const seed of [1, 2, 3])
    expect(dice(orThrow(segmentBody(leaning.volume, boxOff(exact, seed))).mask, exact)).toBeGreaterThan(0.93);
});

/** The same scan with its axes in another order and direction; what lies where in the patient stays. */
function reordered<T extends VoxelArray>(from: Volume<T>, order: Triple, flips: readonly boolean[]): Volume<T> {
  const size = order.map((axis) => from.size[axis]);
  const data = new (from.data.constructor as new (length: number) => T)(from.data.length);
  const stride = [1, from.size[0], from.size[0] * from.size[1]];
  const index = (i: number, at: number): number => (flips[i] ? size[i] - 1 - at : at) * stride[order[i]];
  let offset = 0;
  for (let z = 0; z < size[2]; z += 1)
    for (let y = 0; y < size[1]; y += 1)
      for (let x = 0; x < size[0]; x += 1) {
        data[offset] = from.data[index(0, x) + index(1, y) + index(2, z)];
        offset += 1;
      }
  const column = (i: number, row: number): number => from.direction[3 * row + order[i]] * (flips[i] ? -1 : 1);
  const direction = [0, 1, 2].flatMap((row) => [column(0, row), column(1, row), column(2, row)]);
  const originLps = [0, 1, 2].map((row) =>
    flips.reduce(
      (sum, flipped, i) =>
        sum + (flipped ? from.direction[3 * row + order[i]] * (size[i] - 1) * from.spacingMm[order[i]] : 0),
      from.originLps[row],
    ),
  );
  const spacing = order.map((axis) => from.spacingMm[axis]);
  const geometry = { size, spacingMm: spacing, originLps, direction } as unknown as Geometry & { direction: Matrix3 };
  return { ...geometry, data };
}

test.each([
  [
    [0, 2, 1],
    [false, true, false],
  ],
  [
    [2, 1, 0],
    [true, false, true],
  ],
  [
    [1, 2, 0],
    [true, true, true],
  ],
] as const)('the outline is the same body in a scan with axes %j, flipped %j', (order, flips) => {
  const turned = reordered(volume, order as Triple, flips);
  const turnedTruth: Mask = reordered(truth, order as Triple, flips);
  const turnedBox: VoxelBox = maskBox(
    reordered(
      {
        ...truth,
        data: truth.data.map((_, i) => {
          const at = [i % truth.size[0], Math.floor(i / truth.size[0]) % truth.size[1], 0];
          at[2] = Math.floor(i / (truth.size[0] * truth.size[1]));
          return at.every((one, axis) => one >= box.lower[axis] && one < box.lower[axis] + box.size[axis]) ? 1 : 0;
        }),
      },
      order as Triple,
      flips,
    ),
  ) as VoxelBox;
  const found = orThrow(segmentBody(turned, turnedBox)).mask;
  expect(dice(found, turnedTruth)).toBeGreaterThan(0.93);
  expect(dice(found, reordered(orThrow(segmentBody(volume, box)).mask, order as Triple, flips))).toBeGreaterThan(0.99);
});

test('marks of the reader are kept as they were made', () => {
  const inside = [2, 2, 2] as const;
  const outside = [
    Math.floor(volume.size[0] / 2),
    Math.floor(volume.size[1] / 2),
    Math.floor(volume.size[2] / 2),
  ] as const;
  const { mask } = orThrow(segmentBody(volume, box, { inside: [inside], outside: [outside] }));
  const at = ([x, y, z]: Triple) => mask.data[x + mask.size[0] * (y + mask.size[1] * z)];
  expect([at(inside), at(outside)]).toEqual([1, 0]);
  expect(segmentBody(volume, box, { inside: [inside], outside: [inside] })).toMatchObject({
    ok: false,
    problem: { code: 'body-strokes' },
  });
});

test('whatever the voxels hold, a possible box gives a mask on the grid near the box, never an exception', () =>
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(0, 1, 2000), (seed, spread) => {
      let state = seed | 1;
      const data = Int16Array.from({ length: 40 ** 3 }, () => {
        state = Math.imul(state, 1664525) + 1013904223;
        return ((state >>> 16) % (2 * spread + 1)) - spread;
      });
      const noise = { ...volume, spacingMm: [1, 1, 1] as const, size: [40, 40, 40] as const, data };
      const { mask } = orThrow(segmentBody(noise, { lower: [8, 9, 10], size: [24, 20, 12] }));
      const found = maskBox(mask);
      if (!found) return;
      expect(Math.min(...found.lower)).toBeGreaterThanOrEqual(2);
      expect(Math.max(...found.lower.map((low, axis) => low + found.size[axis]))).toBeLessThanOrEqual(39);
    }),
    { numRuns: 6 },
  ));

test('a surface follows clear places, bridges unclear ones, and closes around an axis', () => {
  const [columns, labels] = [24, 15];
  const costs = new Float32Array(columns * labels);
  const wanted = (column: number): number => Math.round(7 + 4 * Math.cos((column / columns) * 2 * Math.PI));
  for (let column = 0; column < columns; column += 1) if (column % 3 > 0) costs[column * labels + wanted(column)] = -1;
  const found = smoothSurface({ rows: 1, columns, wraps: true, labels, costs }, 0.1);
  found.forEach((label, column) => {
    expect(Math.abs(label - wanted(column))).toBeLessThanOrEqual(column % 3 > 0 ? 0.51 : 2);
  });
});
