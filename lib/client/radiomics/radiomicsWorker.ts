import 'client-only';
import { type ExtractionProgress, extract } from '@/lib/radiomics/extract';
import { wholeMask } from '@/lib/volume/maskPart';
import type { Volume } from '@/lib/volume/volume';
import type { FromWorker, ToWorker } from './messages';

/** Runs extractions off the page's thread; the page's side is radiomicsClient.ts. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

const scope = globalThis as unknown as WorkerScope;
let held: Volume | undefined;
const running = new Map<number, { aborted: boolean }>();

scope.addEventListener('message', ({ data }) => {
  if (data.kind === 'hold') held = data.image;
  else if (data.kind === 'extract') void answer(data);
  else {
    const signal = running.get(data.id);
    if (signal) signal.aborted = true;
  }
});

async function answer({ id, request: { region, ...request } }: Extract<ToWorker, { kind: 'extract' }>): Promise<void> {
  const signal = { aborted: false };
  running.set(id, signal);
  try {
    const onProgress = (progress: ExtractionProgress) => scope.postMessage({ kind: 'progress', id, progress });
    if (!held) throw new Error('no image is held');
    const mask = wholeMask(region, held);
    scope.postMessage({
      kind: 'done',
      id,
      result: await extract({ ...request, image: held, mask, signal, onProgress }),
    });
  } catch (error) {
    // A bug, never bad input; the message of an exception may not hold patient data, and ours do not.
    scope.postMessage({ kind: 'crashed', id, message: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}
