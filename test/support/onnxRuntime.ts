import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Runtime } from '@/lib/model/session';

interface Values {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

let worker: Worker | undefined;
let nextId = 0;
const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

/** The runtime that the product ships, in a worker thread because jest forbids its dynamic import. */
export const onnxRuntime = {
  InferenceSession: {
    async create(bytes: Uint8Array) {
      const key = nextId;
      const names = await call<{ inputNames: string[]; outputNames: string[] }>('create', { key, bytes });
      return {
        ...names,
        async run(feeds: Record<string, Values>, wanted: string[]) {
          const results = await call<Record<string, Values>>('run', { key, feeds, names: wanted });
          return Object.fromEntries(
            // A copy, because the worker's arrays are of another realm than the test's.
            Object.entries(results).map(([name, { data, dims }]) => [name, { data: Float32Array.from(data), dims }]),
          );
        },
        release: () => call('release', { key }),
      };
    },
  },
  Tensor: class {
    constructor(
      readonly type: string,
      readonly data: Float32Array,
      readonly dims: readonly number[],
    ) {}
  },
} as unknown as Runtime;

export async function stopOnnxRuntime(): Promise<void> {
  await worker?.terminate();
  worker = undefined;
}

function call<T>(operation: string, argument: Readonly<Record<string, unknown>>): Promise<T> {
  worker ??= start();
  const id = nextId++;
  return new Promise<T>((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    worker!.postMessage({ id, operation, argument: 'feeds' in argument ? withoutClasses(argument) : argument });
  });
}

/** Tensors as plain objects: structured clone keeps data, not classes. */
function withoutClasses(argument: Readonly<Record<string, unknown>>) {
  const feeds = argument.feeds as Record<string, Values>;
  return {
    ...argument,
    feeds: Object.fromEntries(Object.entries(feeds).map(([name, { data, dims }]) => [name, { data, dims }])),
  };
}

function start(): Worker {
  const started = new Worker(path.join(process.cwd(), 'test/support/onnxWorker.mjs'));
  started.on('message', ({ id, value, error }: { id: number; value: unknown; error?: string }) => {
    const { resolve, reject } = waiting.get(id)!;
    waiting.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  });
  return started;
}
