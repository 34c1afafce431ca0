import type { Volume } from '@/lib/volume/volume';
import { halfDirections } from './matrices/directions';
import { LevelGridLayout } from './matrices/levelGrid';
import { zoneMatrix } from './matrices/zones';
import type { Roi } from './roi';

/** Facts of an image or mask at one stage of the pipeline, under PyRadiomics's "diagnostics_" names. */
export type Diagnostics = Readonly<Record<string, number | readonly number[]>>;

const summedTogether = 2 ** 15;

/** @param stage "original", or "interpolated" after resampling. */
export function imageDiagnostics(image: Volume, stage: string): Diagnostics {
  const { data } = image;
  let sum = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  // Sums of 16-bit voxels stay whole 32-bit numbers within a block, which are added faster than doubles.
  for (let start = 0; start < data.length; start += summedTogether) {
    const end = Math.min(start + summedTogether, data.length);
    let block = 0;
    let low = data[start];
    let high = low;
    for (let i = start; i < end; i++) {
      const value = data[i];
      block += value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    sum += block;
    minimum = Math.min(minimum, low);
    maximum = Math.max(maximum, high);
  }
  const name = (fact: string) => `diagnostics_Image-${stage}_${fact}`;
  return {
    [name('Spacing')]: image.spacingMm,
    [name('Size')]: image.size,
    [name('Mean')]: sum / data.length,
    [name('Minimum')]: minimum,
    [name('Maximum')]: maximum,
  };
}

/**
 * @param stage "original", "interpolated" or "resegmented".
 * @param values the ROI's intensities, where the image is known at that stage.
 */
export function maskDiagnostics(mask: Volume, roi: Roi, stage: string, values?: Float64Array): Diagnostics {
  const name = (fact: string) => `diagnostics_Mask-${stage}_${fact}`;
  const centre = centreOfMass(roi);
  const common: Record<string, number | readonly number[]> = {
    [name('Spacing')]: mask.spacingMm,
    [name('Size')]: mask.size,
    [name('BoundingBox')]: [...roi.box.lower, ...roi.box.size],
    [name('VoxelNum')]: roi.offsets.length,
    [name('VolumeNum')]: componentCount(roi),
    [name('CenterOfMassIndex')]: centre,
    [name('CenterOfMass')]: [0, 1, 2].map((row) =>
      centre.reduce(
        (sum, index, axis) => sum + mask.direction[3 * row + axis] * index * mask.spacingMm[axis],
        mask.originLps[row],
      ),
    ),
  };
  if (!values) return common;
  return {
    ...common,
    [name('Mean')]: values.reduce((sum, value) => sum + value, 0) / values.length,
    [name('Minimum')]: values.reduce((a, b) => Math.min(a, b), Infinity),
    [name('Maximum')]: values.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

/** Mean position of the ROI's voxels in index units. */
function centreOfMass({ box, offsets }: Roi): number[] {
  const [nx, ny] = box.size;
  const sums = [0, 0, 0];
  for (const offset of offsets) {
    const row = Math.floor(offset / nx);
    const plane = Math.floor(row / ny);
    sums[0] += offset - row * nx;
    sums[1] += row - plane * ny;
    sums[2] += plane;
  }
  return sums.map((sum, axis) => box.lower[axis] + sum / offsets.length);
}

/** Parts of the ROI that do not touch, corners included: zones of a single gray level. */
function componentCount(roi: Roi): number {
  const single = {
    ranks: new Uint16Array(roi.offsets.length),
    levels: Float64Array.of(1),
    counts: Float64Array.of(roi.offsets.length),
    maximum: 1,
  };
  const grid = new LevelGridLayout(roi, 1).fill(single);
  const directions = halfDirections([1], { force2D: false, force2Ddimension: 0 });
  return zoneMatrix(grid, directions).count.reduce((a, b) => a + b, 0);
}
