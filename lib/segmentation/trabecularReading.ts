import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { Mask, Volume } from '@/lib/volume/volume';
import { deepInside } from './deepInside';
import { measureMask } from './measureMask';

/** Attenuation of the spongy bone of a body: shown in HU, never turned into a T-score. */
export interface TrabecularReading {
  readonly meanHu: number;
  readonly sdHu: number;
  readonly volumeMm3: number;
}

export type TrabecularProblem = Problem<'trabecular-too-small' | 'trabecular-metal'>;

/** What is left out along the surface: cortex, endplates and the outline's own error, mm. */
const shellMm = 5;
/** Less than this says too little, mm3. */
const leastMm3 = 500;
const [metalHu, cementHu, cementMm3] = [2000, 700, 150];

/**
 * Mean attenuation of a body deeper than 5 mm, for an unfractured neighbour of the treated level. Refused where little is left, or
 * where metal or cement spoils it. Image and mask share one grid.
 */
export function trabecularReading(image: Volume, mask: Mask): Result<TrabecularReading, TrabecularProblem> {
  const { metalVoxels, largestDenseMm3 } = measureMask(image, mask, { metalHu, cementHu });
  if (metalVoxels > 0 || largestDenseMm3 >= cementMm3)
    return fail({
      code: 'trabecular-metal',
      message: 'Metal or cement lies in this body.',
      remedy: 'Choose another unfractured body.',
    });
  const [sx, sy, sz] = mask.spacingMm;
  const voxelMm3 = sx * sy * sz;
  let [count, sum, squares] = [0, 0, 0];
  const deep = deepInside(mask, shellMm).data;
  for (let offset = 0; offset < deep.length; offset += 1) {
    if (deep[offset] === 0) continue;
    const hu = image.data[offset];
    count += 1;
    sum += hu;
    squares += hu * hu;
  }
  if (count * voxelMm3 < leastMm3)
    return fail({
      code: 'trabecular-too-small',
      message: `Only ${Math.round(count * voxelMm3)} mm³ lie deeper than ${shellMm} mm; ${leastMm3} mm³ are needed.`,
      remedy: 'Choose another unfractured body, or draw its box again.',
      details: { volumeMm3: count * voxelMm3 },
    });
  const meanHu = sum / count;
  return ok({ meanHu, sdHu: Math.sqrt(Math.max(0, squares / count - meanHu ** 2)), volumeMm3: count * voxelMm3 });
}
