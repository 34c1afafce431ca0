import { chromiumPath, launchBrowser } from '@/scripts/demo/chromium';
import { bundleForPage } from '@/test/support/bundleForPage';
import { type Subject, twelveImages } from './subjects';

/** Mean milliseconds of an extraction in one and in two Chromium workers, or undefined without a Chromium. */
export async function timeInChromium({ image, mask }: Subject): Promise<{ one: number; two: number } | undefined> {
  const [page, worker] = await Promise.all(
    ['test/bench/radiomics/chromiumPage.ts', 'lib/client/radiomics/radiomicsWorker.ts'].map((entry) =>
      bundleForPage(entry),
    ),
  );
  if (!chromiumPath) return undefined;
  const browser = await launchBrowser();
  try {
    const tab = await browser.newPage();
    // Web Crypto, for the parameters' hash, exists only where the origin is secure; nothing is listening there.
    await tab.route('http://localhost/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>bench</title>' }),
    );
    await tab.goto('http://localhost/');
    await tab.addScriptTag({ content: page });
    const { data: _image, ...geometry } = image;
    const input = {
      worker,
      geometry,
      parameters: twelveImages,
      image: Buffer.from((image.data as Int16Array).buffer).toString('base64'),
      mask: Buffer.from(mask.data as Uint8Array).toString('base64'),
    };
    const measure = (workers: number) => tab.evaluate(inPage, { ...input, workers });
    return { one: await measure(1), two: await measure(2) };
  } finally {
    await browser.close();
  }
}

/** Evaluated in the page, where chromiumPage.ts has left its two functions. */
async function inPage(input: {
  worker: string;
  image: string;
  mask: string;
  geometry: object;
  parameters: object;
  workers: number;
}): Promise<number> {
  const scope = globalThis as unknown as {
    requestFrom(image: string, mask: string, geometry: object, parameters: object): unknown;
    timeInWorkers(source: string, request: unknown, workers: number, repetitions: number): Promise<number>;
  };
  const request = scope.requestFrom(input.image, input.mask, input.geometry, input.parameters);
  return scope.timeInWorkers(input.worker, request, input.workers, 8);
}
