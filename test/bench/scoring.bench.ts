import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as runtime from 'onnxruntime-web/wasm';
import { orThrow } from '@/lib/core/result';
import { openPackage } from '@/lib/model/openPackage';
import { scoreCase } from '@/lib/model/score';
import { chromiumPath } from '@/scripts/demo/chromium';
import { ensembleInChromium, scoreInChromium } from '../support/scoringInChromium';
import type { BenchRow } from './benchRow';

const folder = 'models/rbp-tabnet-demo';

/** The shipped package: size, opening, and scoring in Node on the runtime that the pages use. */
export default async function bench(): Promise<BenchRow[]> {
  runtime.env.wasm.numThreads = 1;
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8'));
  const graph = new Uint8Array(readFileSync(`${folder}/model.onnx`));
  const { inputs, facts } = JSON.parse(readFileSync(`${folder}/examples/typical.json`, 'utf8'));
  const started = performance.now();
  const opened = orThrow(await openPackage(runtime, manifest, graph));
  const opening = performance.now() - started;
  const row = new Float32Array(opened.manifest.inputs.length);
  const ensemble = await medianMs(100, () => opened.session.run(row, 1));
  const whole = await medianMs(100, () => scoreCase(inputs, facts, opened.session, opened.manifest));
  await opened.session.close();
  const chromium = await inChromium();
  return [
    ...chromium,
    { name: 'package, graph', value: statSync(`${folder}/model.onnx`).size / 1e6, unit: 'MB', target: '< 3' },
    { name: 'package, graph compressed', value: gzipSync(graph).length / 1e6, unit: 'MB' },
    { name: 'open package, first time', value: opening, unit: 'ms', note: 'includes compiling the runtime' },
    { name: 'whole ensemble, one row, warm', value: ensemble, unit: 'ms', target: '< 10' },
    { name: 'score with limits, span and explanation, warm', value: whole, unit: 'ms' },
  ];
}

/** The same in the pages' own worker; no rows where there is no Chromium. */
async function inChromium(): Promise<BenchRow[]> {
  if (!chromiumPath) return [];
  const [{ sessionStartMs, warmScoreMs }] = await scoreInChromium(
    [readFileSync(`${folder}/examples/typical.json`, 'utf8')],
    100,
  );
  return [
    { name: 'Chromium: worker, runtime and package, from cold', value: sessionStartMs, unit: 'ms' },
    {
      name: 'Chromium: whole ensemble, one row, warm',
      value: await ensembleInChromium(100),
      unit: 'ms',
      target: '< 10',
    },
    { name: 'Chromium: score with limits, span and explanation, warm', value: warmScoreMs, unit: 'ms' },
  ];
}

async function medianMs(rounds: number, work: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 5; i++) await work();
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
}
