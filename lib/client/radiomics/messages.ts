import 'client-only';
import type { Result } from '@/lib/core/result';
import type { Extraction, ExtractionProgress, ExtractionRequest } from '@/lib/radiomics/extract';
import type { RadiomicsProblem } from '@/lib/radiomics/problem';
import type { MaskPart } from '@/lib/volume/maskPart';
import type { Volume } from '@/lib/volume/volume';
import type { WorkerCrash } from '../workers/workerLine';

/** What the page asks of the worker. */
export type ToWorker =
  | { readonly kind: 'hold'; readonly image: Volume }
  | { readonly kind: 'extract'; readonly id: number; readonly request: RegionRequest }
  | { readonly kind: 'cancel'; readonly id: number };

/** What the worker answers. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: ExtractionProgress }
  | { readonly kind: 'done'; readonly id: number; readonly result: Result<Extraction, RadiomicsProblem> }
  | WorkerCrash;

/** A request on the image that the worker holds, without the functions, which cannot be posted. */
export interface RegionRequest extends Omit<ExtractionRequest, 'image' | 'mask' | 'onProgress' | 'signal'> {
  /** The region as a part of the image's grid: a body is a hundredth of a scan, and all that is posted is copied. */
  readonly region: MaskPart;
}
