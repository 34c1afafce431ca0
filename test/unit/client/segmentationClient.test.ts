import { SegmentationWorker } from '@/lib/client/segmentation/segmentationClient';
import { orThrow } from '@/lib/core/result';
import { proposeBox } from '@/lib/segmentation/proposeBox';
import { segmentBody } from '@/lib/segmentation/segmentBody';
import { identityDirection, type Volume, voxelOffset } from '@/lib/volume/volume';

/** Bright bone of 40 x 30 x 24 mm, away from the grid's middle, in soft tissue. */
function blockInTissue(): Volume {
  const size = [150, 140, 130] as const;
  const data = new Int16Array(size[0] * size[1] * size[2]).fill(40);
  const volume = {
    size,
    spacingMm: [1, 1, 1] as const,
    originLps: [0, 0, 0] as const,
    direction: identityDirection,
    data,
  };
  for (let z = 70; z < 94; z += 1)
    for (let y = 60; y < 90; y += 1) data.fill(300, voxelOffset(volume, 50, y, z), voxelOffset(volume, 90, y, z));
  return volume;
}

/** A worker that computes in the same thread and gives its answers as a worker would. */
function workerInThread(): Worker {
  const worker = {
    onmessage: (_: unknown) => {},
    terminate: () => {},
    postMessage: ({ kind, id, volume, box, strokes, click }: Record<string, never>) =>
      worker.onmessage({
        data:
          kind === 'segment'
            ? { kind: 'segmented', id, result: segmentBody(volume, box, strokes) }
            : { kind: 'proposed', id, result: proposeBox(volume, click) },
      }),
  };
  return worker as unknown as Worker;
}

const volume = blockInTissue();
const box = { lower: [51, 59, 70], size: [39, 32, 24] } as const;
const strokes = { inside: [[20, 30, 40]], outside: [[70, 75, 82]] } as const;

test('the page gets the outline on the whole scan although only its surroundings went to the worker', async () => {
  const client = new SegmentationWorker(workerInThread());
  const { mask } = orThrow(await client.segment(volume, box));
  expect(mask.size).toEqual(volume.size);
  expect(mask.data).toEqual(orThrow(segmentBody(volume, box)).mask.data);
});

test('a click proposes the same box from the surroundings as from the whole scan', async () => {
  const click = { frame: 'index', x: 70, y: 74, z: 81 } as const;
  const proposed = orThrow(await new SegmentationWorker(workerInThread()).proposeBox(volume, click));
  expect(proposed).toEqual(orThrow(proposeBox(volume, click)));
  expect(proposed.lower[0]).toBeGreaterThan(40);
});

test('a mark that the surroundings do not hold is refused, not moved', async () => {
  const result = await new SegmentationWorker(workerInThread()).segment(volume, box, strokes);
  expect(result).toMatchObject({ ok: false, problem: { code: 'body-strokes' } });
});

test('a click outside the scan is told to the reader', async () => {
  const click = { frame: 'index', x: -4, y: 74, z: 81 } as const;
  expect(await new SegmentationWorker(workerInThread()).proposeBox(volume, click)).toMatchObject({
    ok: false,
    problem: { code: 'body-click' },
  });
});
