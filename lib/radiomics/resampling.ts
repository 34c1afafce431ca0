import { fail, type Result } from '@/lib/core/result';
import type { VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import type { Settings } from './parameters/settings';
import type { RadiomicsProblem } from './problem';

/** What the pipeline asks of resampling: image and mask on a new grid that covers the ROI and its padding. */
export interface ResampleRequest {
  readonly image: Volume;
  /** Labels; the result carries `settings.label` where the ROI is. */
  readonly mask: Volume;
  /** The label's bounding box on the mask's grid. */
  readonly roiBox: VoxelBox;
  /** resampledPixelSpacing (not null), interpolator, padDistance, label. */
  readonly settings: Settings;
  readonly profile: 'pyradiomics' | 'ibsi';
}

/** PyRadiomics's grid (corner aligned, cut to the padded ROI box) or IBSI's (centre aligned, rounded, mask >= 0.5). */
export function resampleForExtraction(
  _request: ResampleRequest,
): Result<{ readonly image: Volume; readonly mask: Volume }, RadiomicsProblem> {
  return fail({
    code: 'parameters-invalid',
    message: 'Resampling is not available in this build.',
    remedy: 'Leave out resampledPixelSpacing.',
  });
}
