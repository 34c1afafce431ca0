import { orThrow } from '@/lib/core/result';
import { derivedImages } from '@/lib/radiomics/filters/imageTypes';
import { boundaries, voxelBeyond } from '@/lib/radiomics/ibsi/boundary';
import { type IbsiFilter, responseMap } from '@/lib/radiomics/ibsi/responseMaps';
import { defaultSettings, type Settings } from '@/lib/radiomics/parameters/settings';
import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import { identityDirection, type Volume } from '@/lib/volume/volume';

const image: Volume = {
  data: Float64Array.from({ length: 9 * 8 * 7 }, (_, i) => (i * 7919 + ((i * i) % 101) * 13) % 500),
  size: [9, 8, 7],
  spacingMm: [1, 2, 1.5],
  originLps: [0, 0, 0],
  direction: identityDirection,
};

const filters: readonly IbsiFilter[] = boundaries.flatMap((boundary): IbsiFilter[] => [
  { kind: 'mean', dimensions: 3, support: 5, boundary },
  { kind: 'log', dimensions: 2, sigmaMm: 2, cutoff: 4, boundary },
  { kind: 'wavelet', dimensions: 3, wavelet: 'db3', letters: 'LHH', level: 2, rotationInvariant: true, boundary },
]);

it('Beyond the edge the four boundaries read nothing, the edge, the other end, or the mirror image', () => {
  const seen = (boundary: (typeof boundaries)[number]) =>
    [-3, -1, 0, 4, 5, 7].map((at) => voxelBeyond(at, 5, boundary));
  expect(seen('zero')).toEqual([-1, -1, 0, 4, -1, -1]);
  expect(seen('nearest')).toEqual([0, 0, 0, 4, 4, 4]);
  expect(seen('periodic')).toEqual([2, 4, 0, 4, 0, 2]);
  expect(seen('mirror')).toEqual([2, 0, 0, 4, 4, 2]);
});

it.each(filters.map((filter) => [`${filter.kind}, ${filter.boundary}`, filter] as const))(
  'A response map computed on a box equals the whole map: %s',
  (_, filter) => {
    const box: VoxelBox = { lower: [2, 0, 3], size: [5, 8, 2] };
    const whole = responseMap(image, { lower: [0, 0, 0], size: image.size }, filter);
    const inBox = responseMap(image, box, filter);
    const expected = cropToBox(whole, box).data;
    inBox.data.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 9);
    });
  },
);

it('A rotation-invariant response turns with the image', () => {
  const cube: Volume = { ...image, size: [6, 6, 6], spacingMm: [1, 1, 1], data: image.data.slice(0, 216) };
  const filter: IbsiFilter = {
    kind: 'wavelet',
    dimensions: 3,
    wavelet: 'coif1',
    letters: 'HLL',
    level: 1,
    rotationInvariant: true,
    boundary: 'periodic',
  };
  // A quarter turn about z: (x, y) goes to (5 - y, x).
  const source = (i: number) => {
    const [x, y, z] = [i % 6, Math.floor(i / 6) % 6, Math.floor(i / 36)];
    return y + 6 * (5 - x) + 36 * z;
  };
  const turned: Volume = { ...cube, data: Float64Array.from(cube.data, (_, i) => cube.data[source(i)]) };
  const box: VoxelBox = { lower: [0, 0, 0], size: [6, 6, 6] };
  const response = responseMap(cube, box, filter).data;
  responseMap(turned, box, filter).data.forEach((value, i) => {
    expect(value).toBeCloseTo(response[source(i)], 9);
  });
});

describe('The profile "ibsi"', () => {
  const request = { image, box: { lower: [1, 1, 1], size: [4, 5, 3] }, profile: 'ibsi' } as const;
  const named = (type: 'LoG' | 'Wavelet', changes: Partial<Settings>) =>
    [...derivedImages(type, { ...request, settings: { ...defaultSettings, ...changes } })].map(orThrow);

  it('takes IBSI’s Laplacian of Gaussian, under PyRadiomics’s name', () => {
    const [{ name, region }] = named('LoG', { sigma: [2] });
    expect(name).toBe('log-sigma-2-0-mm-3D');
    const filter = { kind: 'log', dimensions: 3, sigmaMm: 2, cutoff: 4, boundary: 'mirror' } as const;
    expect(region).toEqual(responseMap(image, request.box, filter));
  });

  it('takes IBSI’s dilated wavelets, with the names and the order of PyRadiomics', () => {
    const ibsi = named('Wavelet', { level: 2 }).map(({ name }) => name);
    const settings = { ...defaultSettings, level: 2 };
    const pyradiomics = [...derivedImages('Wavelet', { ...request, profile: 'pyradiomics', settings })].map(orThrow);
    expect(ibsi).toEqual(pyradiomics.map(({ name }) => name));
  });

  it('refuses filtering by slices other than across z', () => {
    const settings = { ...defaultSettings, sigma: [1], force2D: true, force2Ddimension: 1 } as const;
    const [result] = derivedImages('LoG', { ...request, settings });
    expect(result.ok ? 'made' : result.problem.code).toBe('parameters-invalid');
  });
});
