import { RadiomicsWorker } from '@/lib/client/radiomics/radiomicsClient';
import { ScoringWorker } from '@/lib/client/scoring/scoringClient';
import { SegmentationWorker } from '@/lib/client/segmentation/segmentationClient';
import { identityDirection, type Volume } from '@/lib/volume/volume';

const volume: Volume = {
  size: [40, 40, 40],
  spacingMm: [1, 1, 1],
  originLps: [0, 0, 0],
  direction: identityDirection,
  data: new Int16Array(40 ** 3),
};
const region = {
  lower: [0, 0, 0],
  mask: { ...volume, size: [1, 1, 1], data: Uint8Array.of(1) },
} as never;

/** A worker that answers nothing; `stop` is what the browser does when its script does not load. */
function silentWorker() {
  const worker = {
    onerror: (_: unknown) => {},
    onmessage: (_: unknown) => {},
    asked: [] as { readonly kind: string; readonly id: number }[],
    postMessage: (message: never) => worker.asked.push(message),
    terminate: () => {},
  };
  return { worker: worker as unknown as Worker, asked: worker.asked, stop: () => worker.onerror({}), inner: worker };
}

const questions = {
  'measures the scan': (worker: Worker) => {
    const client = new RadiomicsWorker(worker);
    return () => client.extract({ region, parameters: {} as never });
  },
  'proposes a box': (worker: Worker) => {
    const client = new SegmentationWorker(worker);
    return () => client.proposeBox(volume, { frame: 'index', x: 20, y: 20, z: 20 });
  },
  'outlines a body': (worker: Worker) => {
    const client = new SegmentationWorker(worker);
    return () => client.segment(volume, { lower: [5, 5, 5], size: [30, 30, 30] });
  },
  'opens the model': (worker: Worker) => {
    const client = new ScoringWorker(worker);
    return () => client.open('/models/x');
  },
  'computes the estimate': (worker: Worker) => {
    const client = new ScoringWorker(worker);
    return () => client.score({} as never, {} as never);
  },
};
const stopped = {
  ok: false,
  problem: { code: 'worker-broken', remedy: 'Reload this page; what was entered stays.' },
};

describe.each(Object.entries(questions))('a worker that %s', (_, open) => {
  test('and stops tells those who wait for it', async () => {
    const { worker, stop } = silentWorker();
    const answer = open(worker)();
    stop();
    expect(await answer).toMatchObject(stopped);
  });

  test('and did not start tells those who ask later, and is asked nothing', async () => {
    const { worker, asked, stop } = silentWorker();
    const ask = open(worker);
    stop();
    expect(await ask()).toMatchObject(stopped);
    expect(asked).toEqual([]);
  });

  test('and met a bug in one question says so without an exception', async () => {
    const { worker, asked, inner } = silentWorker();
    const answer = open(worker)();
    inner.onmessage({ data: { kind: 'crashed', id: asked[0].id, message: 'bug' } });
    expect(await answer).toMatchObject(stopped);
  });
});

test('a measurement goes on after each progress, and ends with its result', async () => {
  const { worker, asked, inner } = silentWorker();
  const seen: unknown[] = [];
  const answer = new RadiomicsWorker(worker).extract(
    { region, parameters: {} as never },
    { onProgress: (progress) => seen.push(progress) },
  );
  const [{ id }] = asked;
  inner.onmessage({ data: { kind: 'progress', id, progress: { done: 1, total: 2 } } });
  inner.onmessage({ data: { kind: 'done', id, result: { ok: true, value: 'measured' } } });
  expect(await answer).toEqual({ ok: true, value: 'measured' });
  expect(seen).toEqual([{ done: 1, total: 2 }]);
});
