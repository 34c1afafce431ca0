import fc from 'fast-check';
import {
  addStep,
  grow,
  keepLargest,
  paintSphere,
  presentMask,
  redo,
  shrink,
  smooth,
  startHistory,
  undo,
} from '@/lib/segmentation/edit';
import { identityDirection, type Mask } from '@/lib/volume/volume';

const side = 5;
const maskOf = (data: Uint8Array): Mask => ({
  size: [side, side, side],
  spacingMm: [1, 1, 1],
  originLps: [0, 0, 0],
  direction: identityDirection,
  data,
});
const anyMask = fc
  .array(fc.integer({ min: 0, max: 1 }), { minLength: side ** 3, maxLength: side ** 3 })
  .map((bits) => maskOf(Uint8Array.from(bits)));
const count = ({ data }: Mask): number => data.reduce((sum, one) => sum + one, 0);
const middle = [2, 2, 2] as const;
const empty = maskOf(new Uint8Array(side ** 3));

test('one voxel grows to itself and its six neighbours, and shrinks back', () => {
  const one = paintSphere(empty, middle, 0, 'brush');
  expect(count(grow(one))).toBe(7);
  expect(shrink(grow(one)).data).toEqual(one.data);
});

test('growing never loses a voxel and shrinking never adds one', () =>
  fc.assert(
    fc.property(anyMask, (mask) => {
      const [grown, shrunk] = [grow(mask), shrink(mask)];
      mask.data.forEach((inside, i) => {
        if (inside) expect(grown.data[i]).toBe(1);
        else expect(shrunk.data[i]).toBe(0);
      });
    }),
  ));

test('smoothing removes a single voxel and fills a single hole', () => {
  const one = paintSphere(empty, middle, 0, 'brush');
  expect(count(smooth(one))).toBe(0);
  const block = paintSphere(empty, middle, 9, 'brush');
  const holed = paintSphere(block, middle, 0, 'erase');
  expect(smooth(holed).data[62]).toBe(1);
});

test('of two pieces the larger stays', () => {
  const two = paintSphere(paintSphere(empty, [3, 3, 3], 1, 'brush'), [0, 0, 0], 0, 'brush');
  const kept = keepLargest(two);
  expect(count(kept)).toBe(7);
  expect(kept.data[0]).toBe(0);
});

test('keeping the largest piece twice changes nothing more, and stays within the region', () =>
  fc.assert(
    fc.property(anyMask, (mask) => {
      const kept = keepLargest(mask);
      expect(keepLargest(kept).data).toEqual(kept.data);
      kept.data.forEach((inside, i) => {
        if (inside) expect(mask.data[i]).toBe(1);
      });
    }),
  ));

test('a brush of 1 mm sets seven voxels of 1 mm, the eraser clears them, and the first mask is untouched', () => {
  const painted = paintSphere(empty, middle, 1, 'brush');
  expect(count(painted)).toBe(7);
  expect(count(paintSphere(painted, middle, 1, 'erase'))).toBe(0);
  expect(count(empty)).toBe(0);
});

test('undo and redo walk through the steps, and a new step forgets what was undone', () => {
  const one = paintSphere(empty, middle, 0, 'brush');
  const steps = addStep(startHistory(empty), one);
  expect(presentMask(undo(steps))).toBe(empty);
  expect(presentMask(redo(undo(steps)))).toBe(one);
  expect(undo(startHistory(empty)).past).toHaveLength(1);
  const other = addStep(undo(steps), grow(one));
  expect(redo(other)).toBe(other);
});
