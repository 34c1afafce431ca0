import { fail, ok, type Result } from '@/lib/core/result';
import type { VoxelBox } from '@/lib/volume/box';
import type { Mask, Volume } from '@/lib/volume/volume';
import { boxProblem } from './bodyBox';
import type { BodyProblem } from './bodyProblem';
import { type BodySurface, fitSurface } from './bodySurface';
import { type BodyFrame, smoothedCrop } from './smoothedCrop';
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

export const bodyAlgorithm = { name: 'Backcast body outline', version: '1' } as const;

/** Margin around the box in which the body's edge may lie, mm. */
const marginMm = 9;

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
  const half = ([0, 1, 2] as const).map((axis) => (box.size[axis] * volume.spacingMm[axis]) / 2);
  const centre = ([0, 1, 2] as const).map(
    (axis) => (box.lower[axis] + (box.size[axis] - 1) / 2) * volume.spacingMm[axis],
  );
  const first: BodyFrame = { centre: [centre[0], centre[1], centre[2]], half: [half[0], half[1], half[2]] };
  const image = smoothedCrop(volume, first, marginMm);
  const mask = fillSurface(volume, fitSurface(image, first));
  const painted = paintStrokes(mask, strokes);
  return painted.ok ? ok({ mask: painted.value, facts: factsOf(painted.value) }) : painted;
}

function factsOf({ data, spacingMm }: Mask): BodyFacts {
  let voxels = 0;
  for (const inside of data) voxels += inside;
  return { algorithm: bodyAlgorithm, volumeMl: (voxels * spacingMm[0] * spacingMm[1] * spacingMm[2]) / 1000 };
}
/** Voxels whose centre lies inside the surface. */
function fillSurface(volume: Volume, { frame, radiusOf }: BodySurface): Mask {
  const data = new Uint8Array(volume.data.length);
  const [sx, sy, sz] = volume.spacingMm;
  const [nx, ny] = volume.size;
  const reach = 1.8;
  const bounds = [0, 1, 2].map((axis) => [
    Math.max(0, Math.floor((frame.centre[axis] - reach * frame.half[axis]) / volume.spacingMm[axis])),
    Math.min(
      volume.size[axis] - 1,
      Math.ceil((frame.centre[axis] + reach * frame.half[axis]) / volume.spacingMm[axis]),
    ),
  ]);
  for (let z = bounds[2][0]; z <= bounds[2][1]; z += 1) {
    const c = (z * sz - frame.centre[2]) / frame.half[2];
    for (let y = bounds[1][0]; y <= bounds[1][1]; y += 1) {
      const b = (y * sy - frame.centre[1]) / frame.half[1];
      for (let x = bounds[0][0]; x <= bounds[0][1]; x += 1) {
        const a = (x * sx - frame.centre[0]) / frame.half[0];
        const length = Math.hypot(a, b, c);
        if (length === 0 || length <= radiusOf(a, b, c)) data[x + nx * (y + ny * z)] = 1;
      }
    }
  }
  const { size, spacingMm, originLps, direction } = volume;
  return { size, spacingMm, originLps, direction, data };
}
