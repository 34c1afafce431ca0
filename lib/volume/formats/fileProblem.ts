import { fail, type Problem } from '@/lib/core/result';

export type VolumeFileProblemCode =
  /** Neither NRRD nor NIfTI. */
  | 'file-unrecognised'
  /** Shorter than its header says, or a cut-off gzip stream. */
  | 'file-truncated'
  /** A correct file that this program does not read (detached data, several time points, complex numbers). */
  | 'file-unsupported'
  /** The header contradicts itself or the format. */
  | 'file-header-invalid';

export type VolumeFileProblem = Problem<VolumeFileProblemCode>;

export const unsupported = (found: string, remedy: string) =>
  fail<VolumeFileProblem>({ code: 'file-unsupported', message: found, remedy });

export const invalidHeader = (found: string) =>
  fail<VolumeFileProblem>({
    code: 'file-header-invalid',
    message: found,
    remedy: 'Export the image again; the file is damaged or was written by a faulty program.',
  });

export const truncated = (found: string) =>
  fail<VolumeFileProblem>({
    code: 'file-truncated',
    message: found,
    remedy: 'Copy or export the file again: its end is missing.',
  });
