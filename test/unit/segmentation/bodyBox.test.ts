import { boxFromViews, boxProblem } from '@/lib/segmentation/bodyBox';
import { identityDirection } from '@/lib/volume/volume';

const grid = [100, 100, 60] as const;

test('an axial and a sagittal rectangle make a box; the axis that both show takes the mean', () => {
  const box = boxFromViews(
    [
      { plane: 'axial', from: [60, 50], to: [20, 20] },
      { plane: 'sagittal', from: [24, 10], to: [54, 39] },
    ],
    grid,
  );
  expect(box).toEqual({ ok: true, value: { lower: [20, 22, 10], size: [41, 31, 30] } });
});

test('one rectangle is not a box yet, and the reader is told what to draw', () => {
  const box = boxFromViews([{ plane: 'coronal', from: [20, 10], to: [60, 40] }], grid);
  expect(box).toMatchObject({ ok: false, problem: { code: 'body-box', remedy: 'Draw the body on a second plane.' } });
});

test('a box is cut off at the edges of the scan', () => {
  const box = boxFromViews(
    [
      { plane: 'axial', from: [-8, 20], to: [30, 50] },
      { plane: 'coronal', from: [-8, 40], to: [30, 90] },
    ],
    grid,
  );
  expect(box).toEqual({ ok: true, value: { lower: [0, 20, 40], size: [31, 31, 20] } });
});

test('a box that could not hold one body is refused with its size', () => {
  const volume = {
    size: grid,
    spacingMm: [1, 1, 1] as const,
    originLps: [0, 0, 0] as const,
    direction: identityDirection,
    data: new Int16Array(0),
  };
  expect(boxProblem(volume, { lower: [0, 0, 0], size: [40, 30, 25] })).toBeUndefined();
  expect(boxProblem(volume, { lower: [0, 0, 0], size: [90, 30, 25] })?.message).toMatch('90 mm');
  expect(boxProblem(volume, { lower: [0, 0, 0], size: [40, 30, 3] })?.message).toMatch('3 mm');
  expect(boxProblem(volume, { lower: [80, 0, 0], size: [40, 30, 25] })?.message).toMatch('beyond the scan');
});
