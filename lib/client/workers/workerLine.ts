import 'client-only';
import { fail, type Problem, type Result } from '@/lib/core/result';

export type WorkerProblem = Problem<'worker-broken'>;

/** What a worker says when it met a bug; all that it says carries the number of the question. */
export interface WorkerCrash {
  readonly kind: 'crashed';
  readonly id: number;
  readonly message: string;
}

interface Numbered {
  readonly id: number;
}

type Answered<From> = Exclude<From, WorkerCrash>;

/**
 * Questions to one worker, and its answers by their number. A worker whose script did not load, or that broke, answers
 * nothing any more: who waits then, and who asks later, is told so at once and does not wait for ever.
 */
export class WorkerLine<To extends Numbered, From extends Numbered> {
  private readonly waiting = new Map<number, (message: From | WorkerCrash) => void>();
  private broken: string | undefined;
  private lastId = 0;

  /** @param name what the worker does, as the reader is told of it. */
  constructor(
    private readonly worker: Worker,
    private readonly name: string,
  ) {
    worker.onmessage = ({ data }: MessageEvent<From>) => this.waiting.get(data.id)?.(data);
    worker.onerror = ({ message }) => this.breakOff(message ?? 'its program did not load');
    worker.onmessageerror = () => this.breakOff('its answer could not be read');
  }

  newId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  /** @param read the answer out of a message; undefined for one that is not the last, such as a progress. */
  ask<T, P extends Problem>(
    question: To,
    read: (message: Answered<From>) => Result<T, P> | undefined,
  ): Promise<Result<T, P | WorkerProblem>> {
    return new Promise<Result<T, P | WorkerProblem>>((resolve) => {
      const settle = (message: From | WorkerCrash) => {
        const answer = isCrash(message) ? fail(this.problem(message.message)) : read(message as Answered<From>);
        if (!answer) return;
        this.waiting.delete(question.id);
        resolve(answer);
      };
      if (this.broken !== undefined) return settle({ kind: 'crashed', id: question.id, message: this.broken });
      this.waiting.set(question.id, settle);
      this.worker.postMessage(question);
    });
  }

  private breakOff(message: string): void {
    this.broken = message;
    for (const [id, settle] of this.waiting) settle({ kind: 'crashed', id, message });
  }

  private problem(cause: string): WorkerProblem {
    return {
      code: 'worker-broken',
      message: `The part of the page that ${this.name} has stopped working.`,
      remedy: 'Reload this page; what was entered stays.',
      cause,
    };
  }
}

const isCrash = (message: Numbered | WorkerCrash): message is WorkerCrash =>
  'kind' in message && message.kind === 'crashed';
