import { boxProblem } from '@/lib/segmentation/bodyBox';
import { identityDirection } from '@/lib/volume/volume';

const grid = [100, 100, 60] as const;

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
