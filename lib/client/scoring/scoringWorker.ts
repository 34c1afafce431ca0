import 'client-only';
import * as runtime from 'onnxruntime-web/wasm';
import { fail, type Problem, type Result } from '@/lib/core/result';
import { type OpenPackage, openPackage } from '@/lib/model/openPackage';
import { scoreCase } from '@/lib/model/score';
import type { FromScoringWorker, ToScoringWorker } from './messages';

/** Opens one model package and scores cases off the page's thread; the page's side is scoringClient.ts. */
interface WorkerScope {
  postMessage(message: FromScoringWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToScoringWorker>) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
let opened: OpenPackage | undefined;

scope.addEventListener('message', ({ data }) => {
  answer(data).then(
    (reply) => scope.postMessage(reply),
    // A bug, never bad input; the engine's exceptions hold no patient data.
    (error: unknown) =>
      scope.postMessage({
        kind: 'crashed',
        id: data.id,
        message: error instanceof Error ? error.message : String(error),
      }),
  );
});

async function answer(message: ToScoringWorker): Promise<FromScoringWorker> {
  const { id } = message;
  if (message.kind === 'open') {
    const result = await open(message.packageUrl, message.runtimeUrl);
    opened = result.ok ? result.value : undefined;
    return { kind: 'opened', id, result: result.ok ? { ok: true, value: result.value.manifest } : result };
  }
  if (!opened) throw new Error('no model package is open');
  return {
    kind: 'scored',
    id,
    assessment: await scoreCase(message.inputs, message.facts, opened.session, opened.manifest),
  };
}

/** One thread and self-hosted WebAssembly: an EHR's frame gives no cross-origin isolation. */
async function open(packageUrl: string, runtimeUrl: string): Promise<Result<OpenPackage, Problem>> {
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.wasmPaths = runtimeUrl;
  try {
    const manifest = await (await get(`${packageUrl}/manifest.json`)).json();
    const file = String(manifest?.model?.file);
    const graph = new Uint8Array(await (await get(`${packageUrl}/${encodeURIComponent(file)}`)).arrayBuffer());
    return await openPackage(runtime, manifest, graph);
  } catch (cause) {
    return fail({
      code: 'model-unavailable',
      message: `The model package could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: 'Reload the page; if it persists, tell the operator of the application.',
    });
  }
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}
