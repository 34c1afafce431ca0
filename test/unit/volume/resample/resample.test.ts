import fc from 'fast-check';
import { alignCentres, resampleMaskByFraction, resampleRounded } from '@/lib/volume/resample/centreAligned';
import { continuousIndexOf, inverseOf, pointOfContinuousIndex } from '@/lib/volume/resample/physicalSpace';
import { resampleOnto } from '@/lib/volume/resample/resampleOnto';
import { type Geometry, identityDirection, type Matrix3, type Triple, type Volume } from '@/lib/volume/volume';

const oblique: Matrix3 = [0.8, -0.6, 0, 0.6, 0.8, 0, 0, 0, 1];

const grid: Geometry = {
  size: [7, 6, 5],
  spacingMm: [0.7, 1.2, 2.5],
  originLps: [-12, 40, 7.5],
  direction: identityDirection,
};

function ramp(geometry: Geometry, value: (x: number, y: number, z: number) => number): Volume<Float64Array> {
  const data: number[] = [];
  for (let z = 0; z < geometry.size[2]; z++)
    for (let y = 0; y < geometry.size[1]; y++) for (let x = 0; x < geometry.size[0]; x++) data.push(value(x, y, z));
  return { ...geometry, data: Float64Array.from(data) };
}

describe('Resampling', () => {
  it.each(['nearest', 'linear', 'cubic-spline'] as const)(
    'onto its own grid leaves an image alone: %s',
    (interpolation) => {
      const image = ramp({ ...grid, direction: oblique }, (x, y, z) => ((x * 37 + y * 11 + z * 5) % 17) * 10);
      const same = resampleOnto(image, image, interpolation);
      same.data.forEach((value, i) => {
        expect(value).toBeCloseTo(image.data[i], 8);
      });
    },
  );

  it('by linear interpolation reproduces a plane', () => {
    const image = ramp(grid, (x, y, z) => 3 * x - 2 * y + z);
    const fine = alignCentres(image, [0.35, 0.6, 1.25]);
    const inside = resampleOnto(image, fine, 'linear');
    const inverse = inverseOf(image);
    const [x, y, z] = continuousIndexOf(image, inverse, pointOfContinuousIndex(fine, [5, 4, 3]));
    expect(inside.data[5 + fine.size[0] * (4 + fine.size[1] * 3)]).toBeCloseTo(3 * x - 2 * y + z, 9);
  });

  it('cuts integers off towards zero and clamps them to their type, as ITK does', () => {
    const image: Volume<Int16Array> = { ...grid, size: [2, 1, 1], data: Int16Array.of(0, -7) };
    const between: Geometry = { ...image, size: [1, 1, 1], originLps: [-12 + 0.35, 40, 7.5] };
    expect(resampleOnto(image, between, 'linear').data[0]).toBe(-3);
    const bytes: Volume<Uint8Array> = { ...grid, size: [6, 1, 1], data: Uint8Array.of(0, 0, 0, 255, 255, 255) };
    const overshoot: Geometry = { ...bytes, size: [1, 1, 1], originLps: [-12 + 0.7 * 3.6, 40, 7.5] };
    expect(resampleOnto(bytes, overshoot, 'cubic-spline').data[0]).toBe(255);
  });

  it('gives 0 from half a voxel outside the image on', () => {
    const image = ramp(grid, () => 5);
    const outside: Geometry = { ...grid, size: [1, 1, 1], originLps: [-12 - 0.36, 40, 7.5] };
    expect(resampleOnto(image, outside, 'nearest').data[0]).toBe(0);
    expect(resampleOnto(image, { ...outside, originLps: [-12 - 0.34, 40, 7.5] }, 'nearest').data[0]).toBe(5);
  });
});

describe('A grid aligned by centre (IBSI)', () => {
  it('has the centre of the image, whatever the spacing', () => {
    const centre = (geometry: Geometry) =>
      pointOfContinuousIndex(geometry, geometry.size.map((count) => (count - 1) / 2) as unknown as Triple);
    fc.assert(
      fc.property(fc.tuple(...[0, 1, 2].map(() => fc.double({ min: 0.3, max: 4, noNaN: true }))), (spacing) => {
        const image: Geometry = { ...grid, direction: oblique };
        const aligned = alignCentres(image, spacing as unknown as Triple);
        centre(aligned).forEach((value, axis) => {
          expect(value).toBeCloseTo(centre(image)[axis], 8);
        });
      }),
    );
  });

  it('rounds whole intensities and leaves fractional ones', () => {
    const fine = alignCentres(grid, [0.5, 1, 2]);
    const whole = resampleRounded(
      ramp(grid, (x) => 7 * x),
      fine,
      'linear',
    );
    expect(whole.data.every(Number.isInteger)).toBe(true);
    const fractional = resampleRounded(
      ramp(grid, (x) => 7.5 * x),
      fine,
      'linear',
    );
    expect(fractional.data.every(Number.isInteger)).toBe(false);
  });

  it('takes a voxel into the mask from half its interpolated membership on', () => {
    const mask: Volume<Uint8Array> = {
      ...grid,
      size: [4, 1, 1],
      spacingMm: [1, 1, 1],
      data: Uint8Array.of(0, 3, 3, 0),
    };
    const halves: Geometry = { ...mask, size: [7, 1, 1], spacingMm: [0.5, 1, 1] };
    expect([...resampleMaskByFraction(mask, 3, halves).data]).toEqual([0, 3, 3, 3, 3, 3, 0]);
  });
});
