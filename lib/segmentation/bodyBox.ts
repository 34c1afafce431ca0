import type { VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import type { BodyProblem } from './bodyProblem';

/** A body, crushed or whole, has no side outside these, mm. */
const bodySideMm = { least: 5, most: 75 } as const;

/** Whether a box lies in the scan and could hold one body; `undefined` if so. */
export function boxProblem({ size, spacingMm }: Volume, box: VoxelBox): BodyProblem | undefined {
  for (const axis of [0, 1, 2] as const) {
    if (box.lower[axis] < 0 || box.lower[axis] + box.size[axis] > size[axis])
      return {
        code: 'body-box',
        message: `The box reaches beyond the scan along the grid's axis ${'xyz'[axis]}.`,
        remedy: 'Keep the box within the image.',
        details: { axis },
      };
    const extent = box.size[axis] * spacingMm[axis];
    if (!(extent >= bodySideMm.least && extent <= bodySideMm.most))
      return {
        code: 'body-box',
        message: `The box is ${extent.toFixed(0)} mm along the grid's axis ${'xyz'[axis]}; a vertebral body has ${bodySideMm.least} to ${bodySideMm.most} mm.`,
        remedy: 'Set the six faces of the box on the faces of one vertebral body.',
        details: { axis, extent },
      };
  }
  return undefined;
}
