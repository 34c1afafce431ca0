import fc from 'fast-check';
import { stationaryWavelet } from '@/lib/radiomics/filters/stationaryWavelet';
import { type WaveletName, waveletFilters, waveletNames } from '@/lib/radiomics/filters/waveletFamilies';
import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import { identityDirection, type Triple, type Volume } from '@/lib/volume/volume';

const volume = (size: Triple, value: (i: number) => number): Volume => ({
  data: Int16Array.from({ length: size[0] * size[1] * size[2] }, (_, i) => value(i)),
  size,
  spacingMm: [1, 1, 1],
  originLps: [0, 0, 0],
  direction: identityDirection,
});

const noise = (i: number) => (i * 7919 + ((i * i) % 1013) * 31) % 1500;

function bands(image: Volume, wavelet: WaveletName, box?: VoxelBox, levels = 1, startLevel = 0) {
  const request = {
    image,
    box: box ?? { lower: [0, 0, 0], size: image.size },
    wavelet,
    levels,
    startLevel,
    transformed: [true, true, true],
  } as const;
  return new Map([...stationaryWavelet(request)].map((band) => [`${band.level}-${band.letters}`, band.region]));
}

const energy = ({ data }: Volume) => {
  let sum = 0;
  for (const value of data) sum += value * value;
  return sum;
};

describe('The stationary wavelet transform', () => {
  it.each(waveletNames)('%s is orthonormal: unit energy, zero mean of the high-pass filter', (name) => {
    const { low, high } = waveletFilters(name, false);
    expect(low.length % 2).toBe(0);
    expect(low.reduce((sum, tap) => sum + tap * tap, 0)).toBeCloseTo(1, 10);
    expect(low.reduce((sum, tap) => sum + tap, 0)).toBeCloseTo(Math.SQRT2, 10);
    expect(high.reduce((sum, tap) => sum + tap, 0)).toBeCloseTo(0, 10);
  });

  it('spreads the image’s energy eightfold over its eight bands, which is what makes it invertible', () => {
    const image = volume([8, 6, 10], noise);
    for (const name of ['haar', 'db4', 'sym8', 'coif1'] as const) {
      const total = [...bands(image, name).values()].reduce((sum, band) => sum + energy(band), 0);
      expect(total / (8 * energy(image))).toBeCloseTo(1, 9);
    }
  });

  it('leaves nothing of a constant image in the detail bands', () => {
    for (const [name, band] of bands(
      volume([6, 5, 4], () => 300),
      'coif2',
    )) {
      const expected = name === '1-LLL' ? 300 * 2 ** 1.5 : 0;
      for (const value of band.data) expect(value).toBeCloseTo(expected, 8);
    }
  });

  it('names its bands by axis: x first', () => {
    const striped = volume([8, 4, 4], (i) => ((i % 8) % 2 === 0 ? 100 : -100));
    const result = bands(striped, 'haar');
    expect(energy(result.get('1-HLL')!)).toBeGreaterThan(0);
    for (const name of ['1-LLH', '1-LHL', '1-LLL']) expect(energy(result.get(name)!)).toBeCloseTo(0, 6);
  });

  it('computed on a box equals the whole-image transform in every bit, at any border, level and odd size', () => {
    const axis = fc
      .integer({ min: 2, max: 13 })
      .chain((size) =>
        fc
          .record({ size: fc.constant(size), lower: fc.integer({ min: 0, max: size - 1 }) })
          .chain(({ lower }) => fc.integer({ min: 1, max: size - lower }).map((count) => ({ size, lower, count }))),
      );
    fc.assert(
      fc.property(
        fc.tuple(axis, axis, axis),
        fc.constantFrom(...waveletNames),
        fc.integer({ min: 1, max: 2 }),
        fc.integer({ min: 0, max: 1 }),
        ([x, y, z], name, levels, startLevel) => {
          const image = volume([x.size, y.size, z.size], noise);
          const box: VoxelBox = { lower: [x.lower, y.lower, z.lower], size: [x.count, y.count, z.count] };
          const whole = bands(image, name, undefined, levels, startLevel);
          const cropped = bands(image, name, box, levels, startLevel);
          for (const [band, region] of cropped) expect(region.data).toEqual(cropToBox(whole.get(band)!, box).data);
        },
      ),
      { numRuns: 40 },
    );
  });
});
