import { orThrow } from '@/lib/core/result';
import { derivedImages } from '@/lib/radiomics/filters/imageTypes';
import { defaultSettings, type ImageTypeName, type Settings } from '@/lib/radiomics/parameters/settings';
import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import { describeWithReferenceData, referenceBytes, referenceText, referenceVolume } from '../../support/referenceData';

const folder = 'radiomics/phantom/vertebra_phantom_a_filtered';

/** A filtered volume as PyRadiomics 3.1 made it of the whole phantom. */
function expectedVolume(name: string, like: Volume): Volume {
  const entry = JSON.parse(referenceText(`${folder}/index.json`))[name] as { file: string; dtype: string };
  const { buffer } = referenceBytes(`${folder}/${entry.file}`);
  return { ...like, data: entry.dtype === 'float32' ? new Float32Array(buffer) : new Float64Array(buffer) };
}

function filtered(type: ImageTypeName, image: Volume, box: VoxelBox, changes: Partial<Settings> = {}) {
  const results = [...derivedImages(type, { image, box, settings: { ...defaultSettings, ...changes } })].map(orThrow);
  return new Map(results.map(({ name, region }) => [name, region]));
}

const largestDifference = (a: Volume, b: Volume) => {
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) largest = Math.max(largest, Math.abs(a.data[i] - b.data[i]));
  return largest;
};

describeWithReferenceData('Filtered volumes of the vertebra phantom, voxel by voxel beside PyRadiomics', () => {
  const image = referenceVolume('radiomics/phantom/vertebra_phantom_a_image.nrrd');
  const whole: VoxelBox = { lower: [0, 0, 0], size: image.size };
  const box: VoxelBox = { lower: [6, 8, 9], size: [48, 45, 33] };

  it.each(['LLH', 'HLL', 'HHH', 'LLL'])('coif1 wavelet %s is equal in every bit', (letters) => {
    const expected = expectedVolume(`wavelet-${letters}-coif1`, image);
    const actual = filtered('Wavelet', image, whole).get(`wavelet-${letters}`);
    expect(actual?.data).toEqual(expected.data);
  });

  it.each([1, 2, 3])('LoG of sigma %d mm is equal in every bit of its float32', (sigma) => {
    const expected = expectedVolume(`log-sigma-${sigma}-0-mm-3D`, image);
    const actual = filtered('LoG', image, whole, { sigma: [sigma] }).get(`log-sigma-${sigma}-0-mm-3D`) as Volume;
    expect(largestDifference(actual, expected)).toBe(0);
  });

  it('gradient magnitude is equal in every bit of its float32', () => {
    expect(filtered('Gradient', image, whole).get('gradient')?.data).toEqual(expectedVolume('gradient', image).data);
  });

  it('a filter asked for the ROI box alone gives the same values there', () => {
    const inBox = new Map([
      ...filtered('Wavelet', image, box),
      ...filtered('LoG', image, box, { sigma: [1, 2, 3] }),
      ...filtered('Gradient', image, box),
    ]);
    for (const [name, file] of [
      ['wavelet-LLH', 'wavelet-LLH-coif1'],
      ['wavelet-LLL', 'wavelet-LLL-coif1'],
      ['log-sigma-1-0-mm-3D', 'log-sigma-1-0-mm-3D'],
      ['log-sigma-3-0-mm-3D', 'log-sigma-3-0-mm-3D'],
      ['gradient', 'gradient'],
    ])
      expect(inBox.get(name)?.data).toEqual(cropToBox(expectedVolume(file, image), box).data);
  });
});
