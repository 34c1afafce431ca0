import { extract } from '@/lib/radiomics/extract';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import type { Volume } from '@/lib/volume/volume';
import { randomSubject, volumeOf } from '../../support/radiomicsVolumes';

const subject = randomSubject(7);
const refusal = async (
  change: { image?: Volume; mask?: Volume; parameters?: RadiomicsParameters; signal?: { aborted: boolean } } = {},
) => {
  const result = await extract({ ...subject, parameters: {}, ...change });
  if (result.ok) throw new Error('was not refused');
  expect(result.problem.message).not.toBe('');
  expect(result.problem.remedy).not.toBe('');
  return `${result.problem.code}: ${result.problem.message} ${result.problem.remedy}`;
};
const setting = (values: Record<string, unknown>) => ({ parameters: { setting: values } });

describe('Input that cannot be measured is refused with what was found and expected', () => {
  it('a mask of another size', async () => {
    const mask = volumeOf([9, 8, 6], new Uint8Array(432), subject.mask.spacingMm);
    expect(await refusal({ mask })).toMatch(/^geometry-mismatch: .*size 9 x 8 x 7.*size 9 x 8 x 6/);
  });

  it.each([
    ['spacing', { spacingMm: [0.8, 1.1, 2.01] as const }],
    ['origin', { originLps: [0.5, 0, 0] as const }],
    ['direction', { direction: [-1, 0, 0, 0, -1, 0, 0, 0, 1] as const }],
  ])('a mask of another %s', async (what, change) => {
    expect(await refusal({ mask: { ...subject.mask, ...change } })).toMatch(
      new RegExp(`^geometry-mismatch: .*the image has ${what}.*the mask ${what}`),
    );
  });

  it('an empty mask', async () => {
    const mask = { ...subject.mask, data: new Uint8Array(subject.mask.data.length) };
    expect(await refusal({ mask })).toMatch(/^mask-empty: No labels found/);
  });

  it('a label that the mask has not, with the labels it has', async () => {
    const mask = { ...subject.mask, data: subject.mask.data.map((label) => label * 12) };
    mask.data[0] = 3;
    expect(await refusal({ mask })).toMatch(/^label-absent: Label \(1\) not present in mask. Choose from \[ 3 12\]/);
  });

  it('a single voxel', async () => {
    const mask = { ...subject.mask, data: new Uint8Array(subject.mask.data.length) };
    mask.data[200] = 1;
    expect(await refusal({ mask })).toMatch(/^roi-single-voxel: mask only contains 1 segmented voxel/);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('a voxel that is %p', async (value) => {
    const data = Float32Array.from(subject.image.data);
    data[17] = value;
    expect(await refusal({ image: { ...subject.image, data } })).toMatch(/^voxels-not-finite: Voxel 17 of the image/);
  });

  it.each([0, -1, Number.NaN])('a spacing of %p mm', async (spacing) => {
    const change = { spacingMm: [spacing, 1.1, 2] as const };
    const volumes = { image: { ...subject.image, ...change }, mask: { ...subject.mask, ...change } };
    expect(await refusal(volumes)).toMatch(/^spacing-invalid: The image's spacing is/);
  });

  it('an image with fewer voxels than its size says', async () => {
    const image = { ...subject.image, data: subject.image.data.slice(1) };
    expect(await refusal({ image })).toMatch(/^geometry-mismatch: The image holds 503 voxels where .* needs 504/);
  });

  it('more bins than anybody wants', async () => {
    expect(await refusal(setting({ binWidth: 1e-4 }))).toMatch(/^too-many-bins: .* bins; at most 100000/);
    expect(await refusal(setting({ binCount: 1e7 }))).toMatch(/^too-many-bins: .* bins; at most 100000/);
  });

  it('a region too small for LoG, or for minimumROISize', async () => {
    expect(await refusal({ parameters: { imageType: { LoG: { sigma: [40] } } } })).toMatch(/^roi-too-small-for-filter/);
    expect(await refusal(setting({ minimumROISize: 5000 }))).toMatch(/^roi-too-small: .*minimum size: 5000/);
    expect(await refusal(setting({ resegmentRange: [5000, 6000] }))).toMatch(/^roi-too-small: .*retained 0 voxel/);
  });

  it('one LoG width too great for the image is left out, and said so, while another can be made', async () => {
    const result = await extract({ ...subject, parameters: { imageType: { LoG: { sigma: [1, 40] } } } });
    expect(result.ok && result.value.warnings.join()).toMatch(/LoG with sigma 40 mm needs .* 9 x 8 x 7/);
    expect(result.ok && 'log-sigma-1-0-mm-3D_glcm_Contrast' in result.value.features).toBe(true);
  });

  it('a region that touches the edges is measured, not refused', async () => {
    const mask = { ...subject.mask, data: new Uint8Array(subject.mask.data.length).fill(1) };
    const result = await extract({ ...subject, mask, parameters: {} });
    expect(result.ok && Object.values(result.value.features).every(Number.isFinite)).toBe(true);
  });
});

describe('Parameters', () => {
  it.each([
    [{ setting: { binwidht: 25 } }, 'binWidth'],
    [{ setting: { forced2D: true } }, 'force2D'],
    [{ imageType: { Wavlet: {} } }, 'Wavelet'],
    [{ imageType: { LoG: { sigmas: [1] } } }, 'sigma'],
    [{ featureClass: { glcn: [] } }, 'glcm'],
    [{ featureClass: { firstorder: ['Skewnes'] } }, 'Skewness'],
    [{ settings: {} }, 'setting'],
  ])('%j: an unknown key is refused and the nearest one suggested', async (parameters, nearest) => {
    expect(await refusal({ parameters: parameters as RadiomicsParameters })).toMatch(
      new RegExp(`^parameters-unknown-key: .*Did you mean "${nearest}"`),
    );
  });

  it.each([
    [{ binWidth: 0 }, 'setting.binWidth is 0: must be greater than 0'],
    [{ binCount: 1.5 }, 'setting.binCount is 1.5: must be a whole number'],
    [{ distances: [] }, 'setting.distances is []: must hold at least one distance'],
    [{ interpolator: 'cubic' }, 'setting.interpolator is "cubic": must be one of sitkNearestNeighbor'],
    [{ wavelet: 'bior1.1' }, 'setting.wavelet is "bior1.1": must be one of haar'],
    [{ label: 0 }, 'setting.label is 0: must be at least 1'],
  ])('%j: a value out of range is refused', async (values, message) => {
    expect(await refusal(setting(values))).toContain(`parameters-invalid: ${message}`);
  });

  it('settings of an image type stand over the common ones', async () => {
    const binsWith = async (parameters: RadiomicsParameters) => {
      const result = await extract({ ...subject, parameters: { ...parameters, featureClass: { glcm: ['Contrast'] } } });
      return result.ok && result.value.provenance.bins;
    };
    const bins = await binsWith({ setting: { binWidth: 25 }, imageType: { Original: { binWidth: 5 }, Square: {} } });
    expect(bins).toMatchObject({ original: { binWidth: 5 }, square: { binWidth: 25 } });
  });
});

describe('An extraction that somebody watches', () => {
  it('tells each image as it is done', async () => {
    const seen: string[] = [];
    const imageType = { Original: {}, Square: {}, Gradient: {} };
    await extract({
      ...subject,
      parameters: { imageType },
      onProgress: ({ done, total, image }) => seen.push(`${done}/${total} ${image}`),
    });
    expect(seen).toEqual(['1/3 original', '2/3 square', '3/3 gradient']);
  });

  it('stops after the image in work when it is cancelled', async () => {
    const signal = { aborted: false };
    const images: string[] = [];
    const result = await extract({
      ...subject,
      parameters: { imageType: { Original: {}, Wavelet: {} } },
      signal,
      onProgress: ({ image }) => {
        images.push(image);
        signal.aborted = images.length === 2;
      },
    });
    expect(images).toHaveLength(2);
    expect(!result.ok && result.problem.code).toBe('cancelled');
  });
});
