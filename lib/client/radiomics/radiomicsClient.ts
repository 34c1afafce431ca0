import 'client-only';
import type { Result } from '@/lib/core/result';
import type { Extraction, ExtractionProgress } from '@/lib/radiomics/extract';
import type { RadiomicsProblem } from '@/lib/radiomics/problem';
import type { Volume } from '@/lib/volume/volume';
import { WorkerLine, type WorkerProblem } from '../workers/workerLine';
import type { FromWorker, RegionRequest, ToWorker } from './messages';

export interface ExtractionWatch {
  readonly onProgress?: (progress: ExtractionProgress) => void;
  /** Aborting ends the extraction after the image in work, with the problem "cancelled". */
  readonly signal?: AbortSignal;
}

/** The page's handle on one worker, which holds an image of its own: the viewer keeps the page's. */
export class RadiomicsWorker {
  private readonly worker: Worker;
  private readonly line: WorkerLine<Extract<ToWorker, { kind: 'extract' }>, FromWorker>;

  /** @param worker for tests and benches; otherwise the bundled worker is started. */
  constructor(worker?: Worker) {
    this.worker = worker ?? new Worker(new URL('./radiomicsWorker.ts', import.meta.url), { type: 'module' });
    this.line = new WorkerLine(this.worker, 'measures the scan');
  }

  /** Copies an image, once, and hands the copy over, for all extractions until the next. */
  hold(image: Volume): void {
    const data = image.data.slice();
    this.worker.postMessage({ kind: 'hold', image: { ...image, data } } satisfies ToWorker, [data.buffer]);
  }

  /** As `extract` of lib/radiomics, on the image that the worker holds. Problem `worker-broken` if the worker cannot answer. */
  async extract(
    request: RegionRequest,
    { onProgress, signal }: ExtractionWatch = {},
  ): Promise<Result<Extraction, RadiomicsProblem | WorkerProblem>> {
    const id = this.line.newId();
    const cancel = () => this.worker.postMessage({ kind: 'cancel', id } satisfies ToWorker);
    const extraction = this.line.ask({ kind: 'extract', id, request }, (message) =>
      message.kind === 'done' ? message.result : void onProgress?.(message.progress),
    );
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel);
    return extraction.finally(() => signal?.removeEventListener('abort', cancel));
  }

  /** Ends the worker; nothing may be asked of it afterwards. */
  terminate(): void {
    this.worker.terminate();
  }
}
