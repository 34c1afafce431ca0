import { fail, type Problem } from '@/lib/core/result';

/** Why a DICOM file, series or segmentation is refused. */
const dicomProblemCodes = [
  'not-dicom',
  'malformed',
  'transfer-syntax-unsupported',
  'pixel-data-missing',
  'pixel-data-invalid',
  'pixel-format-unsupported',
  'decode-failed',
  'attribute-missing',
  'attribute-invalid',
  'series-empty',
  'series-mixed',
  'orientation-mixed',
  'not-ct',
  'not-hounsfield',
  'slice-missing',
  'slice-spacing-uneven',
  'slice-duplicate',
  'gantry-tilt',
  'slice-shifted',
  'too-large',
  'frame-of-reference-mismatch',
  'grid-mismatch',
  'segment-missing',
  'segmentation-invalid',
] as const;

export type DicomProblemCode = (typeof dicomProblemCodes)[number];

export type DicomProblem = Problem<DicomProblemCode>;

/** Whether it is the images that are at fault, and not the way to them. Images that are too large are so for an archive's answer too. */
export const isDicomProblem = (problem: Problem): problem is DicomProblem =>
  dicomProblemCodes.some((code) => code === problem.code);

/** A refusal for something the file's maker must put right. */
export const dicomFailure = (
  code: DicomProblemCode,
  message: string,
  details: DicomProblem['details'] = {},
  remedy = 'Choose another series, or ask the imaging department to send this one again.',
): { readonly ok: false; readonly problem: DicomProblem } => fail({ code, message, remedy, details });
