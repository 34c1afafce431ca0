import 'client-only';
import { proposeBox } from '@/lib/segmentation/proposeBox';
import { segmentBody } from '@/lib/segmentation/segmentBody';
import type { FromWorker, ToWorker } from './messages';

/** Outlines bodies off the page's thread; the page's side is segmentationClient.ts. */
interface WorkerScope {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.addEventListener('message', ({ data }) => {
  try {
    scope.postMessage(answer(data));
  } catch (error) {
    // A bug, never bad input; the message of an exception may not hold patient data, and ours do not.
    scope.postMessage({
      kind: 'crashed',
      id: data.id,
      message: error instanceof Error ? error.message : String(error),
    });
  }
});

function answer(asked: ToWorker): FromWorker {
  if (asked.kind === 'propose')
    return { kind: 'proposed', id: asked.id, result: proposeBox(asked.volume, asked.click) };
  return { kind: 'segmented', id: asked.id, result: segmentBody(asked.volume, asked.box, asked.strokes) };
}
