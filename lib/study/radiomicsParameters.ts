import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';

/** What the shipped package extracts, stated in clinical-evidence.md: 1 mm, bins of 25 HU, original, wavelet, LoG 1 to 3 mm. */
export const studyRadiomicsParameters: RadiomicsParameters = {
  imageType: { Original: {}, Wavelet: {}, LoG: { sigma: [1, 2, 3] } },
  setting: {
    binWidth: 25,
    resampledPixelSpacing: [1, 1, 1],
    interpolator: 'sitkBSpline',
    label: 1,
    additionalInfo: false,
  },
};
