import type { Problem } from '@/lib/core/result';

/** What a graph returned for a batch of rows. */
export interface GraphOutput {
  readonly probability: Tensor;
  readonly attention?: Tensor;
}

export interface Tensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export type SessionProblem = Problem<
  'model-hash-mismatch' | 'model-unreadable' | 'model-outputs-missing' | 'model-output-invalid'
>;
