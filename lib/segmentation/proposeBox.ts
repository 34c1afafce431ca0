import { fail, ok, type Result } from '@/lib/core/result';
import type { VoxelBox } from '@/lib/volume/box';
import type { IndexPoint, Triple, Volume } from '@/lib/volume/volume';
import type { BodyProblem } from './bodyProblem';
import { type CropImage, smoothedCrop, valueAt } from './smoothedCrop';

/** Sizes of thoracic and lumbar bodies, left-right, front-back, foot-head, mm: least, usual, most (after Panjabi). */
const bodySizesMm: readonly (readonly [least: number, usual: number, most: number])[] = [
  [24, 42, 58],
  [17, 32, 42],
  [8, 25, 34],
];
/** Half the side of the patch over which a profile is averaged, mm. */
const patchMm = 6;
/** Attenuation is cut off at these, so that metal, gas and lung weigh no more than cortex and fat, HU. */
const clipHu = [-100, 500] as const;
/** How much a size that differs from the usual one by its whole range costs, against a fall of the attenuation in HU/mm. */
const sizeCost = 60;

/**
 * Proposes the box of the body in which the reader clicked: on each axis the pair of places where attenuation, averaged
 * over a patch around the click, falls most steeply outwards, at a distance that bodies have. A proposal to correct.
 */
export function proposeBox(volume: Volume, click: IndexPoint): Result<VoxelBox, BodyProblem> {
  const at: Triple = [click.x, click.y, click.z];
  if (at.some((index, axis) => !(index >= 0 && index <= volume.size[axis] - 1)))
    return fail({
      code: 'body-click',
      message: 'The click lies outside the scan.',
      remedy: 'Click in the vertebral body.',
    });
  const centre: Triple = [at[0] * volume.spacingMm[0], at[1] * volume.spacingMm[1], at[2] * volume.spacingMm[2]];
  const half = anatomicalAxes(volume).map((anatomical) => bodySizesMm[anatomical][2]);
  const image = smoothedCrop(volume, { centre, half: [half[0], half[1], half[2]] }, 2);
  const anatomical = anatomicalAxes(volume);
  const faces = ([0, 1, 2] as const).map((axis) => bestFaces(image, centre, axis, bodySizesMm[anatomical[axis]]));
  const lower = faces.map(([low], axis) => Math.max(0, Math.round((centre[axis] + low) / volume.spacingMm[axis])));
  const upper = faces.map(([, high], axis) =>
    Math.min(volume.size[axis] - 1, Math.round((centre[axis] + high) / volume.spacingMm[axis])),
  );
  return ok({
    lower: [lower[0], lower[1], lower[2]],
    size: [upper[0] - lower[0] + 1, upper[1] - lower[1] + 1, upper[2] - lower[2] + 1],
  });
}

/** For each axis of the grid the patient's axis nearest to it: 0 left-right, 1 front-back, 2 foot-head. */
function anatomicalAxes({ direction: d }: Volume): readonly (0 | 1 | 2)[] {
  return [0, 1, 2].map((axis) => {
    const share = [0, 1, 2].map((row) => Math.abs(d[3 * row + axis]));
    return share.indexOf(Math.max(...share)) as 0 | 1 | 2;
  });
}

/** Distances of the two faces from the click along an axis, mm, the first below 0. */
function bestFaces(
  image: CropImage,
  centre: Triple,
  axis: 0 | 1 | 2,
  [least, usual, most]: readonly [number, number, number],
): readonly [number, number] {
  const profile = (mm: number): number => {
    let sum = 0;
    for (let a = -patchMm; a <= patchMm; a += 2)
      for (let b = -patchMm; b <= patchMm; b += 2) {
        const point = [centre[0], centre[1], centre[2]];
        point[axis] += mm;
        point[(axis + 1) % 3] += a;
        point[(axis + 2) % 3] += b;
        sum += Math.max(clipHu[0], Math.min(clipHu[1], valueAt(image, point[0], point[1], point[2])));
      }
    return sum / (patchMm + 1) ** 2;
  };
  const reach = most - 3;
  const values = Array.from({ length: 2 * reach + 3 }, (_, i) => profile(i - reach - 1));
  const fall = (mm: number): number => ((values[mm + reach] - values[mm + reach + 2]) / 2) * Math.sign(mm);
  let best: readonly [number, number] = [-usual / 2, usual / 2];
  let least2 = Number.NEGATIVE_INFINITY;
  for (let low = -reach; low <= -2; low += 1)
    for (let high = 2; high <= reach; high += 1) {
      const extent = high - low;
      if (extent < least || extent > most) continue;
      const score = fall(low) + fall(high) - sizeCost * ((extent - usual) / (most - least)) ** 2;
      if (score > least2) {
        least2 = score;
        best = [low, high];
      }
    }
  return best;
}
