import type { Triple } from '@/lib/volume/volume';
import { launchBrowser } from '@/scripts/demo/chromium';
import { bundleForPage } from '@/test/support/bundleForPage';
import { startServer } from '../support/httpServer';
import type { BenchRow } from './benchRow';
import type { SegmentationBenchPage } from './segmentation/page';

const scans: readonly { readonly name: string; readonly spacingMm: Triple }[] = [
  { name: 'voxels of 0.4 x 0.4 x 0.7 mm', spacingMm: [0.4, 0.4, 0.7] },
  { name: 'voxels of 0.7 x 0.7 x 1 mm', spacingMm: [0.7, 0.7, 1] },
];
const rounds = 7;

const small = { minify: true, alias: { 'client-only': './lib/client/emptyModule.ts' } };

/** A body outlined from a box, and a box proposed from a click, in Chromium through the worker of the imaging screen. */
export default async function bench(): Promise<BenchRow[]> {
  const files: Record<string, string> = {
    '/': '<!doctype html><title>bench</title><script src="/page.js"></script>',
    '/page.js': await bundleForPage('test/bench/segmentation/page.ts', small),
    '/worker.js': await bundleForPage('lib/client/segmentation/segmentationWorker.ts', small),
  };
  const server = await startServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const type = path === '/' ? 'text/html' : 'text/javascript';
    if (files[path] === undefined) outgoing.writeHead(404).end();
    else outgoing.writeHead(200, { 'Content-Type': type }).end(files[path]);
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const rows: BenchRow[] = [];
    for (const { name, spacingMm } of scans) {
      const { outline, proposal } = await page.evaluate(
        ([spacing, count]) =>
          (self as unknown as { segmentationBench: SegmentationBenchPage }).segmentationBench.run(spacing, count),
        [spacingMm, rounds] as const,
      );
      const most = { name: `slowest of ${rounds}, ${name}`, value: Math.max(...outline), unit: 'ms', target: '< 1000' };
      rows.push(
        { name: `body outlined from a box, ${name}`, value: median(outline), unit: 'ms', target: '< 1000' },
        most,
        { name: `box proposed from a click, ${name}`, value: median(proposal), unit: 'ms' },
      );
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
