import { gradientMagnitude } from '@/lib/radiomics/filters/gradientMagnitude';
import { derivedImages } from '@/lib/radiomics/filters/imageTypes';
import { laplacianOfGaussian } from '@/lib/radiomics/filters/laplacianOfGaussian';
import { localBinaryPattern } from '@/lib/radiomics/filters/localBinaryPattern';
import { largestMagnitude, pointwise } from '@/lib/radiomics/filters/pointwise';
import { defaultSettings } from '@/lib/radiomics/parameters/settings';
import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import { identityDirection, type Triple, type Volume } from '@/lib/volume/volume';

function volume(
  size: Triple,
  value: (x: number, y: number, z: number) => number,
  spacingMm: Triple = [1, 1, 1],
): Volume {
  const data = new Int16Array(size[0] * size[1] * size[2]);
  let at = 0;
  for (let z = 0; z < size[2]; z++)
    for (let y = 0; y < size[1]; y++) for (let x = 0; x < size[0]; x++) data[at++] = value(x, y, z);
  return { data, size, spacingMm, originLps: [10, 20, 30], direction: identityDirection };
}

const whole = ({ size }: Volume): VoxelBox => ({ lower: [0, 0, 0], size });
const noise = (x: number, y: number, z: number) => (x * 7919 + y * 104_729 + z * 1299 + x * y * z) % 1500;

describe('The Laplacian of Gaussian', () => {
  it('is 0 on a constant image', () => {
    const image = volume([8, 9, 10], () => 250);
    const response = laplacianOfGaussian(image, whole(image), 1.5)!;
    for (const value of response.data) expect(Math.abs(value)).toBeLessThan(1e-3);
  });

  it('is negative in the middle of a bright ball', () => {
    const image = volume([21, 21, 21], (x, y, z) => (Math.hypot(x - 10, y - 10, z - 10) < 4 ? 500 : 0));
    const response = laplacianOfGaussian(image, whole(image), 2)!;
    expect(response.data[10 + 21 * (10 + 21 * 10)]).toBeLessThan(-100);
  });

  it('computed on a box reads 14 sigma around it and equals the whole-image filter to 1e-7 of its range', () => {
    const image = volume([96, 40, 44], noise, [1, 1.3, 0.9]);
    const box: VoxelBox = { lower: [40, 15, 14], size: [9, 8, 7] };
    const inBox = laplacianOfGaussian(image, box, 1)!;
    const expected = cropToBox(laplacianOfGaussian(image, whole(image), 1)!, box);
    const range = Math.max(...expected.data) - Math.min(...expected.data);
    inBox.data.forEach((value, i) => {
      expect(Math.abs(value - expected.data[i])).toBeLessThan(1e-7 * range);
    });
    expect(inBox.originLps).toEqual(expected.originLps);
  });

  it('is refused by name where the image is too small, while other widths go on', () => {
    const image = volume([9, 9, 9], noise);
    const request = { image, box: whole(image), settings: { ...defaultSettings, sigma: [1, 9] } };
    const results = [...derivedImages('LoG', request)];
    expect(results.map((result) => (result.ok ? result.value.name : result.problem.code))).toEqual([
      'log-sigma-1-0-mm-3D',
      'roi-too-small-for-filter',
    ]);
  });
});

describe('The gradient magnitude', () => {
  it('of a ramp is its slope in HU per mm, halved at the border by the extended edge', () => {
    const image = volume([5, 4, 3], (x) => 10 * x, [2, 1, 1]);
    expect([...gradientMagnitude(image, whole(image), true).data.slice(0, 5)]).toEqual([2.5, 5, 5, 5, 2.5]);
    expect([...gradientMagnitude(image, whole(image), false).data.slice(0, 5)]).toEqual([5, 10, 10, 10, 5]);
  });
});

describe('The pointwise filters', () => {
  const image = volume([3, 1, 1], (x) => [-400, 0, 100][x]);
  const maximum = largestMagnitude(image);
  const values = (name: Parameters<typeof pointwise>[0]) => [...pointwise(name, image, whole(image), maximum).data];
  const close = (actual: number[], expected: number[]) =>
    expected.forEach((value, i) => {
      expect(actual[i]).toBeCloseTo(value, 9);
    });

  it('scale by the largest magnitude of the whole image', () => {
    expect(maximum).toBe(400);
    close(values('square'), [400, 0, 25]);
    close(values('squareroot'), [-400, 0, 200]);
    close(values('logarithm'), [-400, 0, (400 * Math.log(101)) / Math.log(401)]);
    close(values('exponential'), [1 / 400, 1, 400 ** 0.25]);
  });

  it('take that magnitude from outside the box too', () => {
    const box: VoxelBox = { lower: [2, 0, 0], size: [1, 1, 1] };
    expect(pointwise('square', image, box, maximum).data[0]).toBeCloseTo(25, 9);
  });
});

describe('Local binary patterns', () => {
  const options = { radius: 1, samples: 8, method: 'uniform', sliceAxis: 0 } as const;

  it('give all neighbours to a dark dot and none to a bright one', () => {
    const dot = (value: number) => volume([5, 5, 1], (x, y) => (x === 2 && y === 2 ? value : 0));
    const centre = 2 + 5 * 2;
    expect(localBinaryPattern(dot(-50), whole(dot(0)), options).data[centre]).toBe(8);
    expect(localBinaryPattern(dot(50), whole(dot(0)), options).data[centre]).toBe(0);
  });

  it('look only within the slice that force2Ddimension names', () => {
    const stacked = volume([5, 5, 3], (_x, _y, z) => 100 * z);
    const across = localBinaryPattern(stacked, whole(stacked), { ...options, sliceAxis: 1 });
    const within = localBinaryPattern(stacked, whole(stacked), options);
    const middle = 2 + 5 * (2 + 5);
    expect(within.data[middle]).toBe(8);
    expect(across.data[middle]).toBeLessThan(8);
  });
});
