import type { Browser } from 'playwright-core';
import { launchBrowser } from '@/scripts/demo/chromium';
import { type RunningProduct, startProduct } from '../support/runningProduct';
import type { BenchRow } from './benchRow';
import { countScripts } from './countScripts';

/** What pages weigh, and the machine's time from a launch to a score that is ready to sign, on the typical patient. */
export default async function bench(): Promise<BenchRow[]> {
  const [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  try {
    // The archive makes a scan at its first use; that is the sandbox's time and not the app's.
    await journey(browser, product);
    const rounds: Journey[] = [];
    for (let round = 0; round < 3; round++) rounds.push(await journey(browser, product));
    const median = (of: (round: Journey) => number): number => rounds.map(of).sort((a, b) => a - b)[1];
    const total = median(({ chartMs, imagingMs, scoreMs }) => chartMs + imagingMs + scoreMs);
    return [
      { name: 'JavaScript of the chart page, compressed', value: rounds[0].chartKb, unit: 'kB', target: '< 250' },
      { name: 'JavaScript up to the scan, compressed', value: rounds[0].imagingKb, unit: 'kB', target: '< 700' },
      {
        name: 'first content of the chart page',
        value: median(({ paintMs }) => paintMs),
        unit: 'ms',
        target: '< 1500',
      },
      { name: 'launch to four tiles', value: median(({ chartMs }) => chartMs), unit: 'ms' },
      {
        name: 'CT retrieved, decoded and shown with its outline',
        value: median(({ imagingMs }) => imagingMs),
        unit: 'ms',
      },
      { name: 'radiomics of 12 images, model loaded, score', value: median(({ scoreMs }) => scoreMs), unit: 'ms' },
      {
        name: 'launch to a score ready to sign',
        value: total,
        unit: 'ms',
        target: '< 6000',
        note: 'a person adds minutes',
      },
    ];
  } finally {
    await browser.close();
    await product.close();
  }
}

interface Journey {
  readonly chartKb: number;
  readonly imagingKb: number;
  readonly paintMs: number;
  readonly chartMs: number;
  readonly imagingMs: number;
  readonly scoreMs: number;
}

async function journey(browser: Browser, { sandbox }: RunningProduct): Promise<Journey> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 1200 } });
  try {
    const page = await context.newPage();
    const kilobytes = await countScripts(page);
    const chartMs = await timed(async () => {
      await page.goto(`${sandbox.url}/launch/typical`);
      await page.waitForSelector('section[aria-label="CT"]', { timeout: 60_000 });
    });
    const chartKb = kilobytes();
    const paintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    const imagingMs = await timed(async () => {
      await page.click('footer button:has-text("Go to imaging")');
      await page.waitForSelector('canvas', { timeout: 120_000 });
    });
    const imagingKb = kilobytes();
    await page.getByLabel('Absent', { exact: true }).check();
    const scoreMs = await timed(async () => {
      await page.click('footer button:has-text("Accept this outline")');
      await page.getByLabel('People out of 100').waitFor({ timeout: 120_000 });
    });
    return { chartKb, imagingKb, paintMs, chartMs, imagingMs, scoreMs };
  } finally {
    await context.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
