import { identityDirection, type Volume } from '@/lib/volume/volume';
import { caseDifferences, radiomicsCases } from '../../support/radiomicsCases';
import { describeWithReferenceData, referencePath, referenceVolume } from '../../support/referenceData';

const subjects = [
  {
    subject: 'MR head brain1',
    image: 'pyradiomics/data/brain1_image.nrrd',
    mask: 'pyradiomics/data/brain1_label.nrrd',
    settings: 'pyradiomics/regenerated/pyradiomics_case_brain1_settings.json',
  },
  {
    subject: 'MR head brain2',
    image: 'pyradiomics/data/brain2_image.nrrd',
    mask: 'pyradiomics/data/brain2_label.nrrd',
    settings: 'pyradiomics/regenerated/pyradiomics_case_brain2_settings.json',
  },
  {
    subject: 'lumbar CT L3',
    image: 'real_ct/sub-ct_label-22_ct.nii.gz',
    mask: 'real_ct/sub-ct_seg-vert_label-22_msk.nii.gz',
    settings: 'real_ct/real_ct_L3_label22_settings.json',
  },
];

/** The reference of the NIfTI scan was made from its voxels and spacing alone, which only its centre of mass in mm shows. */
function asReferenceReadIt(volume: Volume, path: string): Volume {
  return path.includes('.nii') ? { ...volume, originLps: [0, 0, 0], direction: identityDirection } : volume;
}

describeWithReferenceData('Real scans', () => {
  describe.each(subjects)('$subject', ({ image, mask, settings }) => {
    const volumes = () => [image, mask].map((path) => asReferenceReadIt(referenceVolume(`radiomics/${path}`), path));
    const cases = () => radiomicsCases(referencePath(`radiomics/${settings}`));

    it('gives PyRadiomics’s features and diagnostics in every configuration', async () => {
      const [scan, labels] = volumes();
      const wrong: string[] = [];
      for (const testCase of cases())
        for (const line of await caseDifferences(scan, labels, testCase)) wrong.push(`${testCase.name}: ${line}`);
      expect(wrong).toEqual([]);
    });
  });
});
