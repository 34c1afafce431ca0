import { fail, type Problem } from '@/lib/core/result';

/** Why a DICOM file, series or segmentation is refused. */
export type DicomProblemCode =
  | 'not-dicom'
  | 'malformed'
  | 'transfer-syntax-unsupported'
  | 'pixel-data-missing'
  | 'pixel-data-invalid'
  | 'pixel-format-unsupported'
  | 'decode-failed'
  | 'attribute-missing'
  | 'attribute-invalid'
  | 'series-empty'
  | 'series-mixed'
  | 'orientation-mixed'
  | 'not-ct'
  | 'not-hounsfield'
  | 'slice-missing'
  | 'slice-spacing-uneven'
  | 'slice-duplicate'
  | 'gantry-tilt'
  | 'slice-shifted'
  | 'too-large'
  | 'frame-of-reference-mismatch'
  | 'grid-mismatch'
  | 'segment-missing'
  | 'segmentation-invalid';

export type DicomProblem = Problem<DicomProblemCode>;

/** A refusal for something the file's maker must put right. */
export const dicomFailure = (
  code: DicomProblemCode,
  message: string,
  details: DicomProblem['details'] = {},
  remedy = 'Choose another series, or ask the imaging department to send this one again.',
): { readonly ok: false; readonly problem: DicomProblem } => fail({ code, message, remedy, details });
