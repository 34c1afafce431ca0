import { fail, ok, type Result } from '@/lib/core/result';
import type { VoxelBox } from '@/lib/volume/box';
import type { Mask, Volume } from '@/lib/volume/volume';
import { boxProblem } from './bodyBox';
import { frameOfBox } from './bodyFrame';
import type { BodyProblem } from './bodyProblem';
import { fillBody } from './fillBody';
import { fitBody } from './fitBody';
import { scanSampler } from './scanSampler';
import { type BodyStrokes, paintStrokes } from './strokes';

/** What is told of an outline besides its voxels. */
export interface BodyFacts {
  /** For a stored segmentation's algorithm identification (PS3.3 C.8.20.2). */
  readonly algorithm: { readonly name: string; readonly version: string };
  readonly volumeMl: number;
}

export interface SegmentedBody {
  /** 1 inside the body, on the volume's grid. */
  readonly mask: Mask;
  readonly facts: BodyFacts;
}

export const bodyAlgorithm = { name: 'Backcast body outline', version: '2' } as const;

/**
 * Outlines a vertebral body from a box around it, without weights: a proposal for a reader to look at and to edit.
 *
 * @param volume HU, in any orientation; only the surroundings of the box are read
 * @param box the body without its arch, each face right to some millimetres
 * @param strokes voxels of the grid that the reader marked as inside or outside
 */
export function segmentBody(
  volume: Volume,
  box: VoxelBox,
  strokes: BodyStrokes = { inside: [], outside: [] },
): Result<SegmentedBody, BodyProblem> {
  const problem = boxProblem(volume, box);
  if (problem) return fail(problem);
  const mask = fillBody(volume, fitBody(scanSampler(volume), frameOfBox(volume, box), volume.spacingMm));
  const painted = paintStrokes(mask, strokes);
  return painted.ok ? ok({ mask: painted.value, facts: factsOf(painted.value) }) : painted;
}

function factsOf({ data, spacingMm }: Mask): BodyFacts {
  let voxels = 0;
  for (let offset = 0; offset < data.length; offset += 1) voxels += data[offset];
  return { algorithm: bodyAlgorithm, volumeMl: (voxels * spacingMm[0] * spacingMm[1] * spacingMm[2]) / 1000 };
}
