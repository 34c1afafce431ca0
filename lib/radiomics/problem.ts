import type { Problem } from '@/lib/core/result';

/** Why an extraction was refused; each code has one cause and one remedy. */
export type RadiomicsProblemCode =
  | 'parameters-invalid'
  | 'parameters-unknown-key'
  | 'geometry-mismatch'
  | 'spacing-invalid'
  | 'voxels-not-finite'
  | 'mask-empty'
  | 'label-absent'
  | 'roi-single-voxel'
  | 'roi-too-few-dimensions'
  | 'roi-too-small'
  | 'roi-too-small-for-filter'
  | 'too-many-bins'
  | 'cancelled';

export type RadiomicsProblem = Problem<RadiomicsProblemCode>;
