import type { CloneableRequest } from '@/lib/client/radiomics/messages';
import { RadiomicsWorker } from '@/lib/client/radiomics/radiomicsClient';

/** Runs in the page: the product's own client on the product's own worker. */
async function extractInWorker(source: string, request: CloneableRequest, cancelAfter: number) {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new RadiomicsWorker(new Worker(url));
  const controller = new AbortController();
  const images: string[] = [];
  const result = await worker.extract(request, {
    signal: controller.signal,
    onProgress: (progress) => {
      images.push(progress.image);
      if (images.length === cancelAfter) controller.abort();
    },
  });
  worker.terminate();
  return { result, images };
}

Object.assign(globalThis, { extractInWorker });
