import 'client-only';
import { fail, ok, type Result } from '@/lib/core/result';
import { boxProblem } from '@/lib/segmentation/bodyBox';
import type { BodyProblem } from '@/lib/segmentation/bodyProblem';
import type { SegmentedBody } from '@/lib/segmentation/segmentBody';
import type { BodyStrokes } from '@/lib/segmentation/strokes';
import { cropToBox, padBox, placeInGrid, type VoxelBox } from '@/lib/volume/box';
import type { IndexPoint, Triple, Volume } from '@/lib/volume/volume';
import type { FromWorker, ToWorker } from './messages';

/** More than the methods look at around a box and around a click, mm. */
const aroundBoxMm = 30;
const aroundClickMm = 75;

type Asked = ToWorker extends infer One ? (One extends ToWorker ? Omit<One, 'id'> : never) : never;

/** The page's handle on one worker. Only the surroundings of the body are copied to it, so the viewer keeps the scan. */
export class SegmentationWorker {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, (message: FromWorker) => void>();
  private nextId = 1;

  /** @param worker for tests and benches; otherwise the bundled worker is started. */
  constructor(worker?: Worker) {
    this.worker = worker ?? new Worker(new URL('./segmentationWorker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.waiting.get(data.id)?.(data);
    this.worker.onerror = (event) => {
      for (const [id, settle] of this.waiting) settle({ kind: 'crashed', id, message: event.message });
    };
  }

  /** As `segmentBody` of lib/segmentation; the mask is on the whole grid. Rejects only if the worker breaks. */
  async segment(volume: Volume, box: VoxelBox, strokes?: BodyStrokes): Promise<Result<SegmentedBody, BodyProblem>> {
    const problem = boxProblem(volume, box);
    if (problem) return fail(problem);
    const part = surroundings(volume, box, aroundBoxMm);
    const local = (voxels: readonly Triple[]) => voxels.map((voxel) => moved(voxel, part.lower, -1));
    const answer = await this.ask({
      kind: 'segment',
      volume: cropToBox(volume, part),
      box: { lower: moved(box.lower, part.lower, -1), size: box.size },
      ...(strokes && { strokes: { inside: local(strokes.inside), outside: local(strokes.outside) } }),
    });
    if (answer.kind !== 'segmented') throw new Error(`The segmentation worker answered "${answer.kind}".`);
    const { result } = answer;
    return result.ok ? ok({ ...result.value, mask: placeInGrid(result.value.mask, volume, part.lower) }) : result;
  }

  /** As `proposeBox` of lib/segmentation. Rejects only if the worker breaks. */
  async proposeBox(volume: Volume, click: IndexPoint): Promise<Result<VoxelBox, BodyProblem>> {
    const voxel: Triple = [Math.round(click.x), Math.round(click.y), Math.round(click.z)];
    if (voxel.some((index, axis) => !(index >= 0 && index < volume.size[axis])))
      return fail({
        code: 'body-click',
        message: 'The click lies outside the scan.',
        remedy: 'Click in the vertebral body.',
      });
    const part = surroundings(volume, { lower: voxel, size: [1, 1, 1] }, aroundClickMm);
    const [x, y, z] = moved([click.x, click.y, click.z], part.lower, -1);
    const answer = await this.ask({
      kind: 'propose',
      volume: cropToBox(volume, part),
      click: { frame: 'index', x, y, z },
    });
    if (answer.kind !== 'proposed') throw new Error(`The segmentation worker answered "${answer.kind}".`);
    const { result } = answer;
    return result.ok ? ok({ lower: moved(result.value.lower, part.lower, 1), size: result.value.size }) : result;
  }

  /** Ends the worker; nothing may be asked of it afterwards. */
  terminate(): void {
    this.worker.terminate();
  }

  private ask(asked: Asked): Promise<FromWorker> {
    const id = this.nextId++;
    return new Promise<FromWorker>((resolve, reject) => {
      this.waiting.set(id, (message) => {
        if (message.kind === 'crashed') reject(new Error(`The segmentation worker broke: ${message.message}`));
        else resolve(message);
      });
      this.worker.postMessage({ ...asked, id } satisfies ToWorker);
    }).finally(() => this.waiting.delete(id));
  }
}

const surroundings = (volume: Volume, box: VoxelBox, marginMm: number): VoxelBox =>
  padBox(box, Math.ceil(marginMm / Math.min(...volume.spacingMm)), volume.size);

const moved = (voxel: Triple, by: Triple, sign: 1 | -1): Triple => [
  voxel[0] + sign * by[0],
  voxel[1] + sign * by[1],
  voxel[2] + sign * by[2],
];
