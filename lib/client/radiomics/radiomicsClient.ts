import 'client-only';
import type { Result } from '@/lib/core/result';
import type { Extraction, ExtractionProgress } from '@/lib/radiomics/extract';
import type { RadiomicsProblem } from '@/lib/radiomics/problem';
import type { Volume } from '@/lib/volume/volume';
import type { FromWorker, RegionRequest, ToWorker } from './messages';

export interface ExtractionWatch {
  readonly onProgress?: (progress: ExtractionProgress) => void;
  /** Aborting ends the extraction after the image in work, with the problem "cancelled". */
  readonly signal?: AbortSignal;
}

/** The page's handle on one worker, which holds an image of its own: the viewer keeps the page's. */
export class RadiomicsWorker {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, { settle: (message: FromWorker) => void }>();
  private nextId = 1;

  /** @param worker for tests and benches; otherwise the bundled worker is started. */
  constructor(worker?: Worker) {
    this.worker = worker ?? new Worker(new URL('./radiomicsWorker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.waiting.get(data.id)?.settle(data);
    this.worker.onerror = (event) => {
      for (const [id, { settle }] of this.waiting) settle({ kind: 'crashed', id, message: event.message });
    };
  }

  /** Copies an image, once, and hands the copy over, for all extractions until the next. */
  hold(image: Volume): void {
    const data = image.data.slice();
    this.worker.postMessage({ kind: 'hold', image: { ...image, data } } satisfies ToWorker, [data.buffer]);
  }

  /** As `extract` of lib/radiomics, on the image that the worker holds. Rejects only if the worker breaks. */
  extract(
    request: RegionRequest,
    { onProgress, signal }: ExtractionWatch = {},
  ): Promise<Result<Extraction, RadiomicsProblem>> {
    const id = this.nextId++;
    const cancel = () => this.post({ kind: 'cancel', id });
    return new Promise<Result<Extraction, RadiomicsProblem>>((resolve, reject) => {
      const settle = (message: FromWorker) => {
        if (message.kind === 'progress') return onProgress?.(message.progress);
        if (message.kind === 'done') resolve(message.result);
        else reject(new Error(`The radiomics worker broke: ${message.message}`));
      };
      this.waiting.set(id, { settle });
      this.post({ kind: 'extract', id, request });
      if (signal?.aborted) cancel();
      signal?.addEventListener('abort', cancel);
    }).finally(() => {
      this.waiting.delete(id);
      signal?.removeEventListener('abort', cancel);
    });
  }

  /** Ends the worker; nothing may be asked of it afterwards. */
  terminate(): void {
    this.worker.terminate();
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}
