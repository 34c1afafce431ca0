import type { FromWorker, ToWorker } from '@/lib/client/radiomics/messages';
import { RadiomicsWorker } from '@/lib/client/radiomics/radiomicsClient';
import { ScanMeasurer } from '@/lib/client/radiomics/scanMeasurer';
import type { MaskPart } from '@/lib/volume/maskPart';
import { identityDirection } from '@/lib/volume/volume';

const geometry = {
  size: [5, 5, 5] as const,
  spacingMm: [1, 1, 1] as const,
  originLps: [0, 0, 0] as const,
  direction: identityDirection,
};
const image = { ...geometry, data: new Int16Array(125) };
/** A cube of 27 voxels: its variants are larger and, of one voxel, smaller. */
const region = (): MaskPart => {
  const data = new Uint8Array(125);
  for (const z of [1, 2, 3]) for (const y of [1, 2, 3]) for (const x of [1, 2, 3]) data[x + 5 * (y + 5 * z)] = 1;
  return { mask: { ...geometry, data }, lower: [0, 0, 0] };
};
const plan = { parameters: {}, needed: ['original_firstorder_Mean'] };

/** A worker that answers when it is told to, with how many voxels it was given. */
class ManualWorker {
  onmessage?: (event: { data: FromWorker }) => void;
  onerror?: unknown;
  ended = false;
  readonly asked: Extract<ToWorker, { kind: 'extract' }>[] = [];
  readonly cancelled: number[] = [];
  postMessage(message: ToWorker) {
    if (message.kind === 'extract') this.asked.push(message);
    if (message.kind === 'cancel') this.cancelled.push(message.id);
  }
  terminate() {
    this.ended = true;
  }
  async answerAll() {
    for (let i = 0; i < this.asked.length; i += 1) {
      const { id, request } = this.asked[i];
      if (this.answered.has(id)) continue;
      this.answered.add(id);
      const voxels = request.region.mask.data.reduce((sum, value) => sum + value, 0);
      this.onmessage?.({
        data: { kind: 'progress', id, progress: { done: 1, total: 1, image: 'original' } },
      } as never);
      const result = this.cancelled.includes(id)
        ? { ok: false, problem: { code: 'cancelled', message: '', remedy: '' } }
        : { ok: true, value: { features: { voxels }, provenance: { parametersSha256: 'abc' } } };
      this.onmessage?.({ data: { kind: 'done', id, result } } as never);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  private readonly answered = new Set<number>();
}

const started = () => {
  const worker = new ManualWorker();
  return { worker, measurer: new ScanMeasurer(image, new RadiomicsWorker(worker as never)) };
};

describe('the measurer of a scan', () => {
  test('measures a region, and the same one voxel larger and smaller', async () => {
    const { worker, measurer } = started();
    const { result } = measurer.measure(region(), plan);
    await worker.answerAll();
    expect(await result).toMatchObject({
      ok: true,
      value: { features: { voxels: 27 }, maskVariants: [{ voxels: 27 + 6 * 9 }, { voxels: 1 }] },
    });
    expect(worker.asked.map(({ request }) => request.only)).toEqual([undefined, plan.needed, plan.needed]);
  });

  test('gives what was measured ahead to who asks for it, and measures it once', async () => {
    const { worker, measurer } = started();
    const outline = region();
    measurer.measureAhead(outline, plan);
    await worker.answerAll();
    const seen: number[] = [];
    const { result, watch } = measurer.measure(outline, plan);
    watch(({ done }) => seen.push(done));
    expect((await result).ok).toBe(true);
    expect(seen).toEqual([1]);
    expect(worker.asked).toHaveLength(3);
  });

  test('ends what was measured ahead when the outline has changed, and never what somebody waits for', async () => {
    const { worker, measurer } = started();
    const accepted = region();
    measurer.measureAhead(accepted, plan);
    const { result } = measurer.measure(accepted, plan);
    measurer.measureAhead(region(), plan);
    measurer.measureAhead(region(), plan);
    expect(worker.cancelled).toEqual([2]);
    await worker.answerAll();
    expect((await result).ok).toBe(true);
  });

  test('lets the scan go at once when nobody waits, else when the last one has its answer', async () => {
    const idle = started();
    idle.measurer.retire();
    expect(idle.worker.ended).toBe(true);

    const { worker, measurer } = started();
    const { result } = measurer.measure(region(), plan);
    measurer.retire();
    expect(worker.ended).toBe(false);
    await worker.answerAll();
    expect((await result).ok).toBe(true);
    expect(worker.ended).toBe(true);
  });
});
