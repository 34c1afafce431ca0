import 'client-only';
import type { Result } from '@/lib/core/result';
import type { Extraction, ExtractionProgress, ExtractionRequest } from '@/lib/radiomics/extract';
import type { RadiomicsProblem } from '@/lib/radiomics/problem';

/** What the page asks of the worker. */
export type ToWorker =
  | { readonly kind: 'extract'; readonly id: number; readonly request: CloneableRequest }
  | { readonly kind: 'cancel'; readonly id: number };

/** What the worker answers. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: ExtractionProgress }
  | { readonly kind: 'done'; readonly id: number; readonly result: Result<Extraction, RadiomicsProblem> }
  | { readonly kind: 'crashed'; readonly id: number; readonly message: string };

/** A request without the functions, which cannot be posted. */
export type CloneableRequest = Omit<ExtractionRequest, 'onProgress' | 'signal'>;
