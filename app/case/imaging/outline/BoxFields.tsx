import { type BoxDraft, moveFace } from '@/lib/client/imaging/boxDraft';
import type { Axis } from '@/lib/volume/planeLayout';
import type { Geometry } from '@/lib/volume/volume';

interface BoxFieldsProps {
  readonly box: BoxDraft;
  readonly geometry: Geometry;
  /** Grid axes along left, back and head. */
  readonly axes: readonly [Axis, Axis, Axis];
  readonly onBox: (box: BoxDraft) => void;
}

/** Names of the two faces across each patient axis: where the axis begins, and where it ends. */
const faceNames = [
  ['Right face', 'Left face'],
  ['Front face', 'Back face'],
  ['Lower face', 'Upper face'],
] as const;

/** The six faces of the box as numbers: arrow keys move a face voxel by voxel (WCAG 2.5.7). */
export function BoxFields({ box, geometry, axes, onBox }: BoxFieldsProps) {
  return (
    <fieldset className="mt-2">
      <legend className="text-soft">Faces of the box, in voxels</legend>
      <div className="grid grid-cols-2 gap-x-3 gap-y-1">
        {axes.flatMap((axis, patient) => {
          const reversed = geometry.direction[3 * patient + axis] < 0;
          return ([0, 1] as const).map((end) => {
            const side = reversed ? ((1 - end) as 0 | 1) : end;
            return (
              <label key={`${axis}-${side}`} className="flex items-center justify-between gap-2">
                {faceNames[patient][end]}
                <input
                  type="number"
                  className="h-8 w-20 rounded-md border border-line bg-surface px-2"
                  min={0}
                  max={geometry.size[axis] - 1}
                  value={box[axis]?.[side] ?? ''}
                  disabled={box[axis] === undefined}
                  onChange={({ target }) => onBox(moveFace(box, axis, side, target.valueAsNumber, geometry.size))}
                />
              </label>
            );
          });
        })}
      </div>
    </fieldset>
  );
}
