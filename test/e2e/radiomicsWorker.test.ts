import type { Browser, Page } from 'playwright-core';
import { orThrow } from '@/lib/core/result';
import { type Extraction, extract } from '@/lib/radiomics/extract';
import { launchBrowser } from '../support/browser';
import { bundleForPage } from '../support/bundleForPage';
import { randomSubject } from '../support/radiomicsVolumes';

const parameters = { imageType: { Original: {}, Wavelet: {}, LoG: { sigma: [1] } } };
const subject = randomSubject(11, [14, 13, 12]);

interface Outcome {
  readonly result: { ok: true; value: Extraction } | { ok: false; problem: { code: string; message: string } };
  readonly images: string[];
}

describe('Radiomics in a Chromium worker', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    // Web Crypto needs a secure origin; the route answers, nothing listens there.
    await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '<p>test</p>' }));
    await page.goto('http://localhost/');
    await page.addScriptTag({ content: await bundleForPage('test/e2e/radiomicsPage.ts') });
  });

  afterAll(() => browser?.close());

  const run = async (cancelAfter: number) =>
    page.evaluate(
      ({ source, image, mask, parameters, cancelAfter }) => {
        const scope = globalThis as unknown as { extractInWorker(...input: unknown[]): Promise<Outcome> };
        const request = {
          image: { ...image, data: Int16Array.from(image.data) },
          mask: { ...mask, data: Uint8Array.from(mask.data) },
          parameters,
        };
        return scope.extractInWorker(source, request, cancelAfter);
      },
      {
        source: await bundleForPage('lib/client/radiomics/radiomicsWorker.ts'),
        image: { ...subject.image, data: Array.from(subject.image.data) },
        mask: { ...subject.mask, data: Array.from(subject.mask.data) },
        parameters,
        cancelAfter,
      },
    );

  it('gives Node’s numbers to 12 digits, and tells each image', async () => {
    const { result, images } = await run(0);
    const { features, provenance } = orThrow(await extract({ ...subject, parameters }));
    if (!result.ok) throw new Error(result.problem.message);
    // Powers and exponentials may differ in the last digit between releases of the JavaScript engine.
    const ours = Object.entries(result.value.features);
    expect(ours.map(([name]) => name)).toEqual(Object.keys(features));
    for (const [name, value] of ours)
      expect(Math.abs(value - features[name])).toBeLessThanOrEqual(1e-12 * Math.abs(value));
    expect(result.value.provenance.parametersSha256).toBe(provenance.parametersSha256);
    expect(images).toHaveLength(10);
  });

  it('stops when the page cancels, before the last image', async () => {
    const { result, images } = await run(2);
    expect(!result.ok && result.problem.code).toBe('cancelled');
    expect(images.length).toBeLessThan(10);
  });
});
