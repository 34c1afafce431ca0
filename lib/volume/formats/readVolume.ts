import { gunzipSync } from 'fflate';
import { fail, type Result } from '@/lib/core/result';
import type { Volume } from '../volume';
import { truncated, type VolumeFileProblem } from './fileProblem';
import { isNifti, readNifti } from './nifti';
import { isNrrd, readNrrd } from './nrrd';

/** Reads a NRRD or NIfTI image, plain or gzip; which one is told from its first bytes, never from its name. */
export function readVolume(bytes: Uint8Array): Result<Volume, VolumeFileProblem> {
  if (isNrrd(bytes)) return readNrrd(bytes);
  if (isNifti(bytes)) return readNifti(bytes);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    let inner: Uint8Array;
    try {
      inner = gunzipSync(bytes);
    } catch (cause) {
      return truncated(`The gzip stream cannot be read: ${cause instanceof Error ? cause.message : cause}.`);
    }
    if (isNrrd(inner)) return readNrrd(inner);
    if (isNifti(inner)) return readNifti(inner);
  }
  return fail({
    code: 'file-unrecognised',
    message: `The file (${bytes.length} bytes) is neither NRRD nor NIfTI-1.`,
    remedy: 'Give a .nrrd, .nii or .nii.gz file.',
  });
}
