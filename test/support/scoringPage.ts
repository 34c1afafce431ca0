import { ScoringWorker } from '@/lib/client/scoring/scoringClient';

/** Runs in the page: the product's own client on the product's own worker. */
async function scoreHere(json: string, repetitions: number) {
  const { inputs, facts } = JSON.parse(json);
  const origin = self.location.origin;
  const started = performance.now();
  const worker = new ScoringWorker(new Worker(`${origin}/worker.js`, { type: 'module' }));
  const opened = await worker.open(`${origin}/model`, `${origin}/ort/`);
  if (!opened.ok) throw new Error(opened.problem.message);
  const sessionStartMs = performance.now() - started;
  const assessment = await worker.score(inputs, facts);
  const times: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    const from = performance.now();
    await worker.score(inputs, facts);
    times.push(performance.now() - from);
  }
  worker.terminate();
  return { assessment, sessionStartMs, warmScoreMs: times.sort((a, b) => a - b)[repetitions >> 1] };
}

Object.assign(globalThis, { scoreHere });
