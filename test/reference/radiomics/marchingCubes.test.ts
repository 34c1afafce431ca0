import { roiInBox } from '@/lib/radiomics/roi';
import { meshDiameters } from '@/lib/radiomics/shape/diameters';
import { meshOf } from '@/lib/radiomics/shape/mesh';
import { identityDirection, type Triple } from '@/lib/volume/volume';
import fixture from './fixtures/marching_cubes_fixture.json';

const reversed = (zyx: readonly number[]) => [zyx[2], zyx[1], zyx[0]] as unknown as Triple;

function measure(data: Uint8Array, sizeZyx: readonly number[], spacingZyx: readonly number[]) {
  const geometry = { size: reversed(sizeZyx), spacingMm: reversed(spacingZyx), originLps: [0, 0, 0] as Triple };
  // The whole grid, as the fixture was made: an open mesh's signed volume depends on where the origin is.
  const box = { lower: [0, 0, 0] as Triple, size: geometry.size };
  const roi = roiInBox({ ...geometry, direction: identityDirection, data }, 1, box);
  return { ...meshOf(roi), ...meshDiameters(roi) };
}

interface Expected {
  area: number;
  volume: number;
  diam_slice_col_row_3d: number[];
}

function expectMesh(measured: ReturnType<typeof measure>, expected: Expected) {
  expect(measured.areaMm2).toBeCloseTo(expected.area, 9);
  const [slice, column, row, maximum] = expected.diam_slice_col_row_3d;
  expect(measured.slice).toBeCloseTo(slice, 9);
  expect(measured.column).toBeCloseTo(column, 9);
  expect(measured.row).toBeCloseTo(row, 9);
  expect(measured.maximum3d).toBeCloseTo(maximum, 9);
}

describe('Mesh area, volume and diameters are PyRadiomics’s', () => {
  it.each(fixture.spacings_zyx.map((spacing, s) => [spacing, s] as const))(
    'for all 256 patterns of 2 x 2 x 2 voxels at spacing %p mm',
    (spacing, s) => {
      for (let pattern = 1; pattern < 256; pattern++) {
        const data = new Uint8Array(8);
        fixture.corner_zyx.forEach(([z, y, x], corner) => {
          if (pattern & (1 << corner)) data[x + 2 * y + 4 * z] = 1;
        });
        const measured = measure(data, [2, 2, 2], spacing);
        const expected = fixture.patterns[pattern][s];
        expectMesh(measured, expected);
        expect(measured.volumeMm3).toBeCloseTo(expected.volume, 9);
      }
    },
  );

  it.each(fixture.noisy.map((mask, i) => [i, mask] as const))('for noisy mask %i', (_i, mask) => {
    const { area, volume } = mask;
    const measured = measure(Uint8Array.from(mask.mask), mask.shape_zyx, mask.spacing_zyx);
    expectMesh(measured, mask);
    expect(measured.areaMm2 / area).toBeCloseTo(1, 10);
    expect(measured.volumeMm3 / volume).toBeCloseTo(1, 10);
  });
});
