import 'client-only';
import type { Problem, Result } from '@/lib/core/result';
import type { Assessment } from '@/lib/model/assessment';
import type { CaseFacts, CaseInputs } from '@/lib/model/caseFacts';
import type { ModelManifest } from '@/lib/model/manifest';
import type { WorkerCrash } from '../workers/workerLine';

/** From the page to the worker. */
export type ToScoringWorker =
  | { readonly kind: 'open'; readonly id: number; readonly packageUrl: string; readonly runtimeUrl: string }
  | { readonly kind: 'score'; readonly id: number; readonly inputs: CaseInputs; readonly facts: CaseFacts };

/** From the worker to the page, one for each message. */
export type FromScoringWorker =
  | { readonly kind: 'opened'; readonly id: number; readonly result: Result<ModelManifest, Problem> }
  | { readonly kind: 'scored'; readonly id: number; readonly assessment: Assessment }
  | WorkerCrash;
