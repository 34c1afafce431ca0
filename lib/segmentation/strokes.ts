import { fail, ok, type Result } from '@/lib/core/result';
import { type Mask, type Triple, voxelOffset } from '@/lib/volume/volume';
import type { BodyProblem } from './bodyProblem';

/** Voxels that the reader marked; they are kept as marked. */
export interface BodyStrokes {
  readonly inside: readonly Triple[];
  readonly outside: readonly Triple[];
}

/** A mask in which marked voxels are as they were marked. Marks outside the grid or in contradiction are a problem. */
export function paintStrokes(mask: Mask, { inside, outside }: BodyStrokes): Result<Mask, BodyProblem> {
  if (inside.length === 0 && outside.length === 0) return ok(mask);
  const data = mask.data.slice();
  const marked = new Map<number, 0 | 1>();
  for (const [value, voxels] of [
    [1, inside],
    [0, outside],
  ] as const) {
    for (const voxel of voxels) {
      if (!onGrid(mask, voxel)) return fail(strokesProblem('A mark lies outside the scan.'));
      const offset = voxelOffset(mask, ...voxel);
      if (marked.has(offset) && marked.get(offset) !== value)
        return fail(strokesProblem('One voxel is marked both as inside and as outside.'));
      marked.set(offset, value);
      data[offset] = value;
    }
  }
  return ok({ ...mask, data });
}

const onGrid = ({ size }: Mask, voxel: Triple): boolean =>
  voxel.every((index, axis) => Number.isInteger(index) && index >= 0 && index < size[axis]);

const strokesProblem = (message: string): BodyProblem => ({
  code: 'body-strokes',
  message,
  remedy: 'Undo the last mark and draw it again.',
});
