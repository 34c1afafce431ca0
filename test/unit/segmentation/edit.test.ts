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
const index = fc.integer({ min: 0, max: side - 1 });
/** Away from the grid's faces, where growing has room. */
const anyInnerMask = anyMask.map((mask) => ({
  ...mask,
  data: mask.data.map((inside, i) => {
    const at = [i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)];
    return at.every((one) => one > 0 && one < side - 1) ? inside : 0;
  }),
}));
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

test('grown and shrunk again, a region keeps all it had: closing only adds', () =>
  fc.assert(
    fc.property(anyInnerMask, (mask) => {
      const closed = shrink(grow(mask));
      mask.data.forEach((inside, i) => {
        if (inside && closed.data[i] === 0) throw new Error(`voxel ${i} was lost`);
      });
    }),
  ));

test('erasing after painting the same ball leaves no voxel of it, and no other voxel changes', () =>
  fc.assert(
    fc.property(
      anyMask,
      fc.tuple(index, index, index),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (mask, at, radius) => {
        const erased = paintSphere(paintSphere(mask, at, radius, 'brush'), at, radius, 'erase');
        const ball = paintSphere(empty, at, radius, 'brush');
        const expected = mask.data.map((inside, i) => (ball.data[i] ? 0 : inside));
        expect(erased.data).toEqual(expected);
      },
    ),
  ));

test('no edit changes the mask that it was given', () =>
  fc.assert(
    fc.property(anyMask, (mask) => {
      const before = mask.data.slice();
      for (const edit of [grow, shrink, smooth, keepLargest]) edit(mask);
      paintSphere(mask, middle, 2, 'erase');
      expect(mask.data).toEqual(before);
    }),
  ));

test('any walk of steps, undo and redo shows what a list with a pointer would show', () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom('step', 'undo', 'redo'), { maxLength: 18 }), (walk) => {
      let history = startHistory(empty);
      let [list, at] = [[empty], 0];
      walk.forEach((move, i) => {
        if (move === 'step') {
          const next = paintSphere(empty, middle, i / 6, 'brush');
          history = addStep(history, next);
          list = [...list.slice(0, at + 1), next];
          at += 1;
        } else if (move === 'undo') {
          history = undo(history);
          at = Math.max(0, at - 1);
        } else {
          history = redo(history);
          at = Math.min(list.length - 1, at + 1);
        }
        expect(presentMask(history)).toBe(list[at]);
      });
    }),
  ));
