import 'client-only';
import type { FrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { dicomFailure } from '@/lib/dicom/problem';
import type { DecodeRequest, DecodeResponse } from './decodeMessages';

/** The part of a Worker that the pool uses. */
export interface DecodeWorker {
  onmessage: ((event: MessageEvent<DecodeResponse>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(request: DecodeRequest, transfer: Transferable[]): void;
  terminate(): void;
}

export interface DecodePool extends FrameDecoder {
  /** Ends the workers; frames still waiting are answered with a problem. */
  close(): void;
}

interface Job {
  readonly request: DecodeRequest;
  readonly settle: (response: DecodeResponse) => void;
}

/** A healthy slice takes 0.1 s at most; a damaged code stream may never end. */
const frameLimitMs = 20_000;

/**
 * Decodes on a few workers, each with one frame at a time. A worker that fails or takes too long is replaced, and its
 * frame is answered with a problem: the pool never leaves a promise open.
 */
export function createDecodePool(spawn: () => DecodeWorker, size: number, limitMs = frameLimitMs): DecodePool {
  const waiting: Job[] = [];
  const idle: DecodeWorker[] = [];
  const busy = new Map<DecodeWorker, { job: Job; timer: ReturnType<typeof setTimeout> }>();
  let closed = false;

  const finish = (worker: DecodeWorker, response: DecodeResponse, reusable: boolean) => {
    const running = busy.get(worker);
    if (!running) return;
    clearTimeout(running.timer);
    busy.delete(worker);
    if (reusable && !closed) idle.push(worker);
    else worker.terminate();
    running.job.settle(response);
    startNext();
  };

  const startNext = () => {
    while (waiting.length > 0 && (idle.length > 0 || busy.size < size)) {
      const job = waiting.shift() as Job;
      const worker = idle.pop() ?? spawn();
      const late = () => finish(worker, decodeFailed(`took more than ${limitMs / 1000} s`), false);
      busy.set(worker, { job, timer: setTimeout(late, limitMs) });
      worker.onmessage = ({ data }) => finish(worker, data, true);
      worker.onerror = (event) =>
        finish(worker, decodeFailed(`stopped the decoder (${event.message || 'error'})`), false);
      // A view would drag its whole buffer along, and a transferred one would take it from the other frames.
      const encoded = job.request.encoded.slice();
      worker.postMessage({ ...job.request, encoded }, [encoded.buffer]);
    }
  };

  return {
    decode: (codec, encoded, format) =>
      new Promise((settle) => {
        if (closed) return settle(decodeFailed('arrived after the decoder was closed'));
        waiting.push({ request: { codec, encoded, format }, settle });
        startNext();
      }),
    close() {
      closed = true;
      for (const { settle } of waiting.splice(0)) settle(decodeFailed('was given up'));
      for (const worker of [...busy.keys()]) finish(worker, decodeFailed('was given up'), false);
      for (const worker of idle.splice(0)) worker.terminate();
    },
  };
}

const decodeFailed = (what: string): DecodeResponse => dicomFailure('decode-failed', `A compressed frame ${what}.`);
