import 'client-only';
import { ok, type Result } from '@/lib/core/result';
import type { Assessment } from '@/lib/model/assessment';
import type { CaseFacts, CaseInputs } from '@/lib/model/caseFacts';
import type { ModelManifest } from '@/lib/model/manifest';
import { WorkerLine, type WorkerProblem } from '../workers/workerLine';
import type { FromScoringWorker, ToScoringWorker } from './messages';

/** Where scripts/copyAssets.mjs puts the runtime and the packages. */
export const runtimeUrl = '/ort/';
export const packageUrlOf = (modelId: string): string => `/models/${encodeURIComponent(modelId)}`;

/** The page's handle on the scoring worker: open a package once, then score. */
export class ScoringWorker {
  private readonly worker: Worker;
  private readonly line: WorkerLine<ToScoringWorker, FromScoringWorker>;

  /** @param worker for tests and benches; otherwise the bundled worker is started. */
  constructor(worker?: Worker) {
    this.worker = worker ?? new Worker(new URL('./scoringWorker.ts', import.meta.url), { type: 'module' });
    this.line = new WorkerLine(this.worker, 'computes the estimate');
  }

  /** Loads, checks and tries a package; its manifest, or the reason why it cannot be used. */
  open(packageUrl: string, runtime = runtimeUrl): Promise<Result<ModelManifest>> {
    return this.line.ask({ kind: 'open', id: this.line.newId(), packageUrl, runtimeUrl: runtime }, (message) =>
      message.kind === 'opened' ? message.result : undefined,
    );
  }

  /** Problem `worker-broken` if the worker cannot answer; that a case cannot be estimated is an assessment. */
  score(inputs: CaseInputs, facts: CaseFacts): Promise<Result<Assessment, WorkerProblem>> {
    return this.line.ask({ kind: 'score', id: this.line.newId(), inputs, facts }, (message) =>
      message.kind === 'scored' ? ok(message.assessment) : undefined,
    );
  }

  terminate(): void {
    this.worker.terminate();
  }
}
