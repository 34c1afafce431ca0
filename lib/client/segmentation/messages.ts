import 'client-only';
import type { Result } from '@/lib/core/result';
import type { BodyProblem } from '@/lib/segmentation/bodyProblem';
import type { SegmentedBody } from '@/lib/segmentation/segmentBody';
import type { BodyStrokes } from '@/lib/segmentation/strokes';
import type { VoxelBox } from '@/lib/volume/box';
import type { IndexPoint, Volume } from '@/lib/volume/volume';
import type { WorkerCrash } from '../workers/workerLine';

/** What the page asks of the worker; volumes and positions are those of the part of the scan that is sent. */
export type ToWorker =
  | {
      readonly kind: 'segment';
      readonly id: number;
      readonly volume: Volume;
      readonly box: VoxelBox;
      readonly strokes?: BodyStrokes;
    }
  | { readonly kind: 'propose'; readonly id: number; readonly volume: Volume; readonly click: IndexPoint };

/** What the worker answers. */
export type FromWorker =
  | { readonly kind: 'segmented'; readonly id: number; readonly result: Result<SegmentedBody, BodyProblem> }
  | { readonly kind: 'proposed'; readonly id: number; readonly result: Result<VoxelBox, BodyProblem> }
  | WorkerCrash;
