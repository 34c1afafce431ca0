import { spineAnatomy } from '@/lib/phantom/spineAnatomy';
import type { VoxelBox } from '@/lib/volume/box';
import type { Triple } from '@/lib/volume/volume';
import { imagingPlans } from '@/sandbox/patients/imagingPlan';

/** Pixel size of the sandbox's CTs, mm. */
const pixelMm = 0.7;
const matrix = 512;

/** Where the fractured body of a synthetic patient lies on its CT's grid: from the phantom's own anatomy. */
export function bodyOnScan(patientId: string): { readonly centre: Triple; readonly box: VoxelBox } {
  const plan = imagingPlans.find((one) => one.patientId === patientId);
  if (!plan) throw new Error(`${patientId} has no CT`);
  const { seed, level, fracture, sliceSpacingMm } = plan;
  const anatomy = spineAnatomy({
    seed,
    spacingMm: [pixelMm, pixelMm, sliceSpacingMm],
    fractures: [{ level, shape: fracture.type, heightLoss: fracture.heightLoss }],
  });
  const body = anatomy.find((one) => one.level === level);
  if (!body) throw new Error(`the phantom has no ${level}`);
  // As the phantom centres its grid: on the trunk, and between the outermost endplates.
  const top = Math.max(...anatomy.map(({ centre, halfHeight }) => centre.z + halfHeight)) + 14;
  const bottom = Math.min(...anatomy.map(({ centre, halfHeight }) => centre.z - halfHeight)) - 14;
  const slices = Math.ceil((top - bottom) / sliceSpacingMm) + 1;
  const centre: Triple = [
    Math.round(body.centre.x / pixelMm + (matrix - 1) / 2),
    Math.round((body.centre.y - 12) / pixelMm + (matrix - 1) / 2),
    Math.round((body.centre.z - (top + bottom) / 2) / sliceSpacingMm + (slices - 1) / 2),
  ];
  const half = [body.halfWidth / pixelMm, body.halfDepth / pixelMm, body.halfHeight / sliceSpacingMm];
  const lower = centre.map((middle, axis) => Math.round(middle - half[axis]));
  const size = half.map((length) => Math.round(2 * length) + 1);
  return { centre, box: { lower: [lower[0], lower[1], lower[2]], size: [size[0], size[1], size[2]] } };
}
