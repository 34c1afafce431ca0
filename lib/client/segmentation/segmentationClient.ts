import 'client-only';
import { fail, ok, type Result } from '@/lib/core/result';
import { boxProblem } from '@/lib/segmentation/bodyBox';
import type { BodyProblem } from '@/lib/segmentation/bodyProblem';
import type { SegmentedBody } from '@/lib/segmentation/segmentBody';
import type { BodyStrokes } from '@/lib/segmentation/strokes';
import { cropToBox, padBox, placeInGrid, type VoxelBox } from '@/lib/volume/box';
import type { IndexPoint, Triple, Volume } from '@/lib/volume/volume';
import { WorkerLine, type WorkerProblem } from '../workers/workerLine';
import type { FromWorker, ToWorker } from './messages';

/** More than the methods look at around a box and around a click, mm. */
const aroundBoxMm = 30;
const aroundClickMm = 75;

/** The page's handle on one worker. Only the surroundings of the body are copied to it, so the viewer keeps the scan. */
export class SegmentationWorker {
  private readonly worker: Worker;
  private readonly line: WorkerLine<ToWorker, FromWorker>;

  /** @param worker for tests and benches; otherwise the bundled worker is started. */
  constructor(worker?: Worker) {
    this.worker = worker ?? new Worker(new URL('./segmentationWorker.ts', import.meta.url), { type: 'module' });
    this.line = new WorkerLine(this.worker, 'outlines bodies');
  }

  /** As `segmentBody` of lib/segmentation; the mask is on the whole grid. Problem `worker-broken` if it cannot answer. */
  async segment(
    volume: Volume,
    box: VoxelBox,
    strokes?: BodyStrokes,
  ): Promise<Result<SegmentedBody, BodyProblem | WorkerProblem>> {
    const problem = boxProblem(volume, box);
    if (problem) return fail(problem);
    const part = surroundings(volume, box, aroundBoxMm);
    const local = (voxels: readonly Triple[]) => voxels.map((voxel) => moved(voxel, part.lower, -1));
    const result = await this.line.ask(
      {
        kind: 'segment',
        id: this.line.newId(),
        volume: cropToBox(volume, part),
        box: { lower: moved(box.lower, part.lower, -1), size: box.size },
        ...(strokes && { strokes: { inside: local(strokes.inside), outside: local(strokes.outside) } }),
      },
      (message) => (message.kind === 'segmented' ? message.result : undefined),
    );
    return result.ok ? ok({ ...result.value, mask: placeInGrid(result.value.mask, volume, part.lower) }) : result;
  }

  /** As `proposeBox` of lib/segmentation. Problem `worker-broken` if the worker cannot answer. */
  async proposeBox(volume: Volume, click: IndexPoint): Promise<Result<VoxelBox, BodyProblem | WorkerProblem>> {
    const voxel: Triple = [Math.round(click.x), Math.round(click.y), Math.round(click.z)];
    if (voxel.some((index, axis) => !(index >= 0 && index < volume.size[axis])))
      return fail({
        code: 'body-click',
        message: 'The click lies outside the scan.',
        remedy: 'Click in the vertebral body.',
      });
    const part = surroundings(volume, { lower: voxel, size: [1, 1, 1] }, aroundClickMm);
    const [x, y, z] = moved([click.x, click.y, click.z], part.lower, -1);
    const result = await this.line.ask(
      {
        kind: 'propose',
        id: this.line.newId(),
        volume: cropToBox(volume, part),
        click: { frame: 'index', x, y, z },
      },
      (message) => (message.kind === 'proposed' ? message.result : undefined),
    );
    return result.ok ? ok({ lower: moved(result.value.lower, part.lower, 1), size: result.value.size }) : result;
  }

  /** Ends the worker; nothing may be asked of it afterwards. */
  terminate(): void {
    this.worker.terminate();
  }
}

const surroundings = (volume: Volume, box: VoxelBox, marginMm: number): VoxelBox =>
  padBox(box, Math.ceil(marginMm / Math.min(...volume.spacingMm)), volume.size);

const moved = (voxel: Triple, by: Triple, sign: 1 | -1): Triple => [
  voxel[0] + sign * by[0],
  voxel[1] + sign * by[1],
  voxel[2] + sign * by[2],
];
