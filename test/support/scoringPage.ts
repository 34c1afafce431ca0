import * as runtime from 'onnxruntime-web/wasm';
import { ScoringWorker } from '@/lib/client/scoring/scoringClient';
import { orThrow } from '@/lib/core/result';
import { openPackage } from '@/lib/model/openPackage';

/** Runs in the page: the product's own client on the product's own worker. */
async function scoreHere(json: string, repetitions: number) {
  const { inputs, facts } = JSON.parse(json);
  const origin = self.location.origin;
  const started = performance.now();
  const worker = new ScoringWorker(new Worker(`${origin}/worker.js`, { type: 'module' }));
  orThrow(await worker.open(`${origin}/model`, `${origin}/ort/`));
  const sessionStartMs = performance.now() - started;
  const assessment = orThrow(await worker.score(inputs, facts));
  const warmScoreMs = await medianMs(repetitions, () => worker.score(inputs, facts));
  worker.terminate();
  return { assessment, sessionStartMs, warmScoreMs };
}

/** The whole ensemble on one row, nothing around it: median of warm runs, ms. */
async function ensembleHere(repetitions: number): Promise<number> {
  const { origin } = self.location;
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.wasmPaths = `${origin}/ort/`;
  const manifest = await (await fetch(`${origin}/model/manifest.json`)).json();
  const graph = new Uint8Array(await (await fetch(`${origin}/model/${manifest.model.file}`)).arrayBuffer());
  const { session } = orThrow(await openPackage(runtime, manifest, graph));
  const row = new Float32Array(manifest.inputs.length);
  await session.run(row, 1);
  const median = await medianMs(repetitions, () => session.run(row, 1));
  await session.close();
  return median;
}

async function medianMs(repetitions: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[repetitions >> 1];
}

Object.assign(globalThis, { scoreHere, ensembleHere });
