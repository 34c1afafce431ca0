import 'client-only';
import type { Result } from '@/lib/core/result';
import type { PixelFormat, RawPixels } from '@/lib/dicom/pixelFormat';
import type { DicomProblem } from '@/lib/dicom/problem';
import type { CodecName } from '@/lib/dicom/transferSyntax';

/** From the pool to a worker: one compressed frame. */
export interface DecodeRequest {
  readonly codec: Exclude<CodecName, 'native'>;
  readonly encoded: Uint8Array;
  readonly format: PixelFormat;
}

/** Back from the worker. */
export type DecodeResponse = Result<RawPixels, DicomProblem>;
