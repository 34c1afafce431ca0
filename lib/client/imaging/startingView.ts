import 'client-only';
import { indexToPatient, patientToIndex } from '@/lib/volume/coordinates';
import { indexPoint } from '@/lib/volume/planeLayout';
import { nearestVoxel } from '@/lib/volume/planeView';
import { type Geometry, type Triple, type Volume, voxelOffset } from '@/lib/volume/volume';

/** Voxels over this are cortical bone, metal or contrast: most of them, in a scan of the trunk, are the spine, HU. */
const denseHu = 250;
const sampleStep = 6;

/** From the middle of a spine's dense voxels, arches included, to the middle of its bodies, mm to the front. */
const bodyBeforeDenseMm = 22;

/** Where to look first in a scan that nothing is outlined in: in front of the middle of its dense voxels. */
export function spineGuess(volume: Volume): Triple {
  const { size, data } = volume;
  const sums = [0, 0, 0];
  let count = 0;
  for (let z = 0; z < size[2]; z += sampleStep)
    for (let y = 0; y < size[1]; y += sampleStep)
      for (let x = 0; x < size[0]; x += sampleStep) {
        if (data[voxelOffset(volume, x, y, z)] < denseHu) continue;
        sums[0] += x;
        sums[1] += y;
        sums[2] += z;
        count += 1;
      }
  if (count === 0) return [size[0] >> 1, size[1] >> 1, size[2] >> 1];
  const dense = indexToPatient(volume, indexPoint(sums.map((sum) => sum / count)));
  return nearestVoxel(volume, patientToIndex(volume, { ...dense, y: dense.y - bodyBeforeDenseMm }));
}

/** The shortest side of the grid: the spine fills a plane, and what lies beside it is a drag away. */
export const wholeFieldMm = ({ size, spacingMm }: Geometry): number =>
  Math.min(...size.map((count, axis) => count * spacingMm[axis]));
