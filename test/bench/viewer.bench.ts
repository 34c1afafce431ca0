import { launchBrowser } from '@/scripts/demo/chromium';
import { bundleForPage } from '../support/bundleForPage';
import type { BenchRow } from './benchRow';
import type { ViewerBenchPage } from './viewer/page';

const seconds = 4;

/** Frames per second of the linked planes on 512 x 512 x 160 with an outline, in a Chromium without GPU and without WebGL. */
export default async function bench(): Promise<BenchRow[]> {
  const script = await bundleForPage('test/bench/viewer/page.ts', { minify: true });
  const browser = await launchBrowser('--disable-3d-apis');
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 800 } });
    await page.setContent('<!doctype html><title>bench</title>');
    await page.addScriptTag({ content: script });
    const measured = await page.evaluate(async (duration) => {
      const { viewerBench } = self as unknown as { viewerBench: ViewerBenchPage };
      if (viewerBench.hasWebGl()) throw new Error('this Chromium has WebGL, which the bench must do without');
      // A first second warms the code up.
      await viewerBench.framesPerSecond(['axial', 'sagittal', 'coronal'], 1);
      return {
        all: await viewerBench.framesPerSecond(['axial', 'sagittal', 'coronal'], duration),
        axial: await viewerBench.framesPerSecond(['axial'], duration),
        axialMs: viewerBench.sliceMs('axial'),
        sagittalMs: viewerBench.sliceMs('sagittal'),
        coronalMs: viewerBench.sliceMs('coronal'),
      };
    }, seconds);
    const note = 'software rendering, no WebGL, 512 x 512 x 160 with outline and tint';
    return [
      {
        name: 'viewer, all three planes new in each frame',
        value: measured.all,
        unit: 'frames/s',
        target: '>= 10',
        note,
      },
      { name: 'viewer, axial plane new in each frame', value: measured.axial, unit: 'frames/s', target: '>= 10' },
      { name: 'viewer, one axial slice until it is drawn', value: measured.axialMs, unit: 'ms' },
      { name: 'viewer, one sagittal slice until it is drawn', value: measured.sagittalMs, unit: 'ms' },
      { name: 'viewer, one coronal slice until it is drawn', value: measured.coronalMs, unit: 'ms' },
    ];
  } finally {
    await browser.close();
  }
}
