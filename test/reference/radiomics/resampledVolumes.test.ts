import { orThrow } from '@/lib/core/result';
import { defaultSettings, type Interpolator } from '@/lib/radiomics/parameters/settings';
import { resampleForExtraction } from '@/lib/radiomics/resampling';
import { roiOfLabel } from '@/lib/radiomics/roi';
import { describeWithReferenceData, referenceBytes, referenceText, referenceVolume } from '../../support/referenceData';

const folder = 'radiomics/phantom/vertebra_phantom_a_filtered';

describeWithReferenceData(
  'The anisotropic vertebra phantom resampled to 1 mm, voxel by voxel beside PyRadiomics',
  () => {
    const image = referenceVolume('radiomics/phantom/vertebra_phantom_a_aniso_image.nrrd');
    const mask = referenceVolume('radiomics/phantom/vertebra_phantom_a_aniso_label.nrrd');
    const index = JSON.parse(referenceText(`${folder}/index.json`));

    const resampled = (interpolator: Interpolator) =>
      orThrow(
        resampleForExtraction({
          image,
          mask,
          roiBox: roiOfLabel(mask, 1)!.box,
          settings: { ...defaultSettings, resampledPixelSpacing: [1, 1, 1], interpolator },
          profile: 'pyradiomics',
        }),
      );
    const expectedBytes = (name: string) => Buffer.from(referenceBytes(`${folder}/${index[name].file}`));
    const bytesOf = (data: ArrayBufferView) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

    it('lies on the same grid', () => {
      const { image: volume } = resampled('sitkBSpline');
      const expected = index['aniso-resampled-1mm-bspline'];
      expect(volume.size).toEqual(expected.size_xyz);
      expect(volume.spacingMm).toEqual(expected.spacing_xyz);
      expect(volume.originLps).toEqual(expected.origin_xyz);
    });

    it('has the same voxels by cubic B-spline', () => {
      const { image: volume } = resampled('sitkBSpline');
      expect(bytesOf(volume.data).equals(expectedBytes('aniso-resampled-1mm-bspline'))).toBe(true);
    });

    it('has the same voxels by linear interpolation', () => {
      const { image: volume } = resampled('sitkLinear');
      expect(bytesOf(volume.data).equals(expectedBytes('aniso-resampled-1mm-linear'))).toBe(true);
    });

    it('has the same mask by nearest neighbour', () => {
      const { mask: volume } = resampled('sitkBSpline');
      expect(bytesOf(volume.data).equals(expectedBytes('aniso-resampled-1mm-mask'))).toBe(true);
    });
  },
);
