import { orThrow } from '@/lib/core/result';
import { derivedImages } from '@/lib/radiomics/filters/imageTypes';
import { waveletNames } from '@/lib/radiomics/filters/waveletFamilies';
import { defaultSettings, type ImageTypeName, type Settings } from '@/lib/radiomics/parameters/settings';
import { identityDirection, type Triple, type Volume } from '@/lib/volume/volume';
import fixture from './fixtures/filter_values.json';

interface Sampled {
  readonly voxels: readonly number[];
  readonly absoluteSum: number;
}

/** The image that the fixture's values were computed from, see fixtures/README.md. */
function patterned(size: Triple, spacingMm: Triple, dtype: string): Volume {
  const [nx, ny, nz] = size;
  const data = dtype === 'int16' ? new Int16Array(nx * ny * nz) : new Float32Array(nx * ny * nz);
  for (let z = 0, at = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++) data[at++] = ((x * 31 + y * 17 + z * 7 + x * y * z) % 101) - 50;
  return { data, size, spacingMm, originLps: [0, 0, 0], direction: identityDirection };
}

const filtered = (type: ImageTypeName, image: Volume, changes: Partial<Settings>) => [
  ...derivedImages(type, {
    image,
    box: { lower: [0, 0, 0], size: image.size },
    settings: { ...defaultSettings, ...changes },
  }),
];

function expectSampled({ data }: Volume, { voxels, absoluteSum }: Sampled): void {
  const n = data.length;
  const picked = [0, Math.floor(n / 3), Math.floor(n / 2), Math.floor((3 * n) / 4), n - 1].map((i) => data[i]);
  expect(picked).toEqual(voxels);
  let sum = 0;
  for (const value of data) sum += Math.abs(value);
  expect(Math.abs(sum - absoluteSum)).toBeLessThanOrEqual(1e-12 * absoluteSum);
}

describe('Wavelet bands are PyWavelets’s in every bit', () => {
  it.each(
    fixture.wavelets.map(
      (entry) => [`${entry.wavelet}, level ${entry.level} from ${entry.start_level}, ${entry.dtype}`, entry] as const,
    ),
  )('%s', (_, { wavelet, level, start_level, dtype, bands }) => {
    const results = filtered('Wavelet', patterned([7, 6, 5], [1, 1, 1], dtype), { wavelet, level, start_level }).map(
      orThrow,
    );
    expect(results.map(({ name }) => name)).toEqual(Object.keys(bands));
    for (const { name, region } of results) expectSampled(region, (bands as unknown as Record<string, Sampled>)[name]);
  });

  it('and every wavelet on offer is among them', () => {
    expect(new Set(fixture.wavelets.map(({ wavelet }) => wavelet))).toEqual(new Set(waveletNames));
  });
});

describe('Laplacian of Gaussian images are ITK’s in every bit of their float32', () => {
  it.each(
    fixture.log.map(
      (entry) =>
        [`${entry.size.join(' x ')} voxels of ${entry.spacing.join(' x ')} mm, ${entry.dtype}`, entry] as const,
    ),
  )('%s', (_, { size, spacing, dtype, sigma, images }) => {
    const results = filtered('LoG', patterned(size as unknown as Triple, spacing as unknown as Triple, dtype), {
      sigma,
    });
    const made = results.flatMap((result) => (result.ok ? [result.value] : []));
    expect(made.map(({ name }) => name)).toEqual(Object.keys(images));
    for (const { name, region } of made) expectSampled(region, (images as unknown as Record<string, Sampled>)[name]);
  });
});
