import { RadiomicsWorker } from '@/lib/client/radiomics/radiomicsClient';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import type { Mask, Volume } from '@/lib/volume/volume';

interface Subject {
  readonly image: Volume;
  readonly mask: Mask;
  readonly parameters: RadiomicsParameters;
}

/** Runs in the page: the product's own client on the product's own worker. */
async function extractInWorker(source: string, { image, mask, parameters }: Subject, cancelAfter: number) {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new RadiomicsWorker(new Worker(url));
  const controller = new AbortController();
  const images: string[] = [];
  worker.hold(image);
  const result = await worker.extract(
    { region: { mask, lower: [0, 0, 0] }, parameters },
    {
      signal: controller.signal,
      onProgress: (progress) => {
        images.push(progress.image);
        if (images.length === cancelAfter) controller.abort();
      },
    },
  );
  worker.terminate();
  return { result, images };
}

Object.assign(globalThis, { extractInWorker });
