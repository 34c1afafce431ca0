import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Assessment } from '@/lib/model/assessment';
import { launchBrowser } from '@/scripts/demo/chromium';
import { bundleForPage } from './bundleForPage';
import { startServer } from './httpServer';

export interface ScoredInChromium {
  readonly assessment: Assessment;
  /** From the worker's start to an open package, ms. */
  readonly sessionStartMs: number;
  /** Median of warm scores, ms: limits, ensemble, span, explanation, and the messages between page and worker. */
  readonly warmScoreMs: number;
}

const runtime = 'node_modules/onnxruntime-web/dist';
const model = 'models/rbp-tabnet-demo';
const types: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** Scores cases in the product's own worker in a Chromium page, from the shipped package, `repetitions` times each. */
export const scoreInChromium = (cases: readonly string[], repetitions = 1): Promise<ScoredInChromium[]> =>
  inPage(async (tab) => {
    const scored: ScoredInChromium[] = [];
    for (const json of cases) scored.push(await call(tab, 'scoreHere', json, repetitions));
    return scored;
  });

/** Median time of the whole ensemble on one row in a Chromium page, warm, ms. */
export const ensembleInChromium = (repetitions: number): Promise<number> =>
  inPage((tab) => call<number>(tab, 'ensembleHere', repetitions));

/** A function that scoringPage.ts put on the page's global object. */
const call = <T>(tab: Page, name: string, ...args: readonly unknown[]): Promise<T> =>
  tab.evaluate(
    ({ name, args }) =>
      (globalThis as unknown as Record<string, (...values: readonly unknown[]) => Promise<T>>)[name](...args),
    { name, args },
  );

async function inPage<T>(work: (tab: Page) => Promise<T>): Promise<T> {
  const [page, worker] = await Promise.all(
    ['test/support/scoringPage.ts', 'lib/client/scoring/scoringWorker.ts'].map((entry) =>
      bundleForPage(entry, { format: 'esm', define: { 'import.meta.url': 'self.location.href' } }),
    ),
  );
  const server = await startServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://page.invalid');
    const [, area, file = ''] = pathname.split('/');
    const send = (type: string, body: string | Uint8Array) =>
      outgoing.writeHead(200, { 'Content-Type': type }).end(body);
    if (area === '')
      send('text/html', '<!doctype html><title>scoring</title><script type="module" src="/page.js"></script>');
    else if (area === 'page.js') send('text/javascript', page);
    else if (area === 'worker.js') send('text/javascript', worker);
    else if (area === 'ort' || area === 'model')
      send(
        types[path.extname(file)] ?? 'application/octet-stream',
        readFileSync(path.join(area === 'ort' ? runtime : model, path.basename(file))),
      );
    else outgoing.writeHead(404).end();
  });
  const browser = await launchBrowser();
  try {
    const tab: Page = await browser.newPage();
    await tab.goto(server.url);
    return await work(tab);
  } finally {
    await browser.close();
    await server.close();
  }
}
