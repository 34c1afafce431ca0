import 'client-only';
import type { Problem, Result } from '@/lib/core/result';
import type { Assessment } from '@/lib/model/assessment';
import type { CaseFacts, CaseInputs } from '@/lib/model/caseFacts';
import type { ModelManifest } from '@/lib/model/manifest';
import type { FromScoringWorker, ToScoringWorker } from './messages';

/** Where scripts/copyAssets.mjs puts the runtime and the packages. */
export const runtimeUrl = '/ort/';
export const packageUrlOf = (modelId: string): string => `/models/${encodeURIComponent(modelId)}`;

/** The page's handle on the scoring worker: open a package once, then score. */
export class ScoringWorker {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, (message: FromScoringWorker) => void>();
  private nextId = 1;

  /** @param worker for tests and benches; otherwise the bundled worker is started. */
  constructor(worker?: Worker) {
    this.worker = worker ?? new Worker(new URL('./scoringWorker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<FromScoringWorker>) => this.waiting.get(data.id)?.(data);
    this.worker.onerror = (event) => {
      for (const [id, settle] of this.waiting) settle({ kind: 'crashed', id, message: event.message });
    };
  }

  /** Loads, checks and tries a package; its manifest, or the reason why it cannot be used. */
  async open(packageUrl: string, runtime = runtimeUrl): Promise<Result<ModelManifest, Problem>> {
    const reply = await this.ask({ kind: 'open', packageUrl, runtimeUrl: runtime });
    return (reply as Extract<FromScoringWorker, { kind: 'opened' }>).result;
  }

  async score(inputs: CaseInputs, facts: CaseFacts): Promise<Assessment> {
    const reply = await this.ask({ kind: 'score', inputs, facts });
    return (reply as Extract<FromScoringWorker, { kind: 'scored' }>).assessment;
  }

  terminate(): void {
    this.worker.terminate();
  }

  private ask(message: WithoutId<ToScoringWorker>): Promise<FromScoringWorker> {
    const id = this.nextId++;
    return new Promise<FromScoringWorker>((resolve, reject) => {
      this.waiting.set(id, (reply) => {
        this.waiting.delete(id);
        if (reply.kind === 'crashed') reject(new Error(`The scoring worker broke: ${reply.message}`));
        else resolve(reply);
      });
      this.worker.postMessage({ ...message, id });
    });
  }
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
