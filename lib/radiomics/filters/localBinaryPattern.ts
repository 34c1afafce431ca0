import { cropToBox, type VoxelBox } from '@/lib/volume/box';
import type { Volume } from '@/lib/volume/volume';
import type { Settings } from '../parameters/settings';

export interface PatternOptions {
  /** In voxels of the slice. */
  readonly radius: number;
  readonly samples: number;
  readonly method: Settings['lbp2DMethod'];
  /** Array axis across the slices: 0 = z, 1 = y, 2 = x. */
  readonly sliceAxis: 0 | 1 | 2;
}

/** Grid axes (0 = x) that serve as rows and columns of a slice, by array axis of the slices. */
const sliceAxes = [
  { rows: 1, columns: 0 },
  { rows: 2, columns: 0 },
  { rows: 1, columns: 2 },
] as const;

/**
 * Local binary patterns slice by slice inside a box (T. Ojala et al., IEEE PAMI 24:971, 2002), as
 * `skimage.feature.local_binary_pattern` computes them: neighbours on a circle, bilinear, zero outside the image.
 * The codes are stored in the image's own voxel type, which is where PyRadiomics puts them.
 */
export function localBinaryPattern(image: Volume, box: VoxelBox, options: PatternOptions): Volume {
  const { rows, columns } = sliceAxes[options.sliceAxis];
  const { size, data } = image;
  const strides = [1, size[0], size[0] * size[1]];
  const circle = circlePoints(options);
  const samples = new Float64Array(options.samples);
  const out = cropToBox(image, box);
  const at = (start: number, row: number, column: number) =>
    row < 0 || row >= size[rows] || column < 0 || column >= size[columns]
      ? 0
      : data[start + row * strides[rows] + column * strides[columns]];

  const index = [0, 0, 0];
  let to = 0;
  for (index[2] = box.lower[2]; index[2] < box.lower[2] + box.size[2]; index[2]++)
    for (index[1] = box.lower[1]; index[1] < box.lower[1] + box.size[1]; index[1]++)
      for (index[0] = box.lower[0]; index[0] < box.lower[0] + box.size[0]; index[0]++) {
        const sliceGridAxis = 2 - options.sliceAxis;
        const start = index[sliceGridAxis] * strides[sliceGridAxis];
        for (let k = 0; k < circle.length; k++) {
          const row = index[rows] + circle[k].row;
          const column = index[columns] + circle[k].column;
          const [top, left, bottom, right] = [Math.floor(row), Math.floor(column), Math.ceil(row), Math.ceil(column)];
          const down = row - top;
          const along = column - left;
          const upper = (1 - along) * at(start, top, left) + along * at(start, top, right);
          const lower = (1 - along) * at(start, bottom, left) + along * at(start, bottom, right);
          samples[k] = (1 - down) * upper + down * lower;
        }
        out.data[to++] = patternCode(samples, at(start, index[rows], index[columns]), options.method);
      }
  return out;
}

/** Offsets of the neighbours, counter-clockwise from the right, rounded to 5 decimals as scikit-image rounds them. */
function circlePoints({ radius, samples }: PatternOptions): readonly { row: number; column: number }[] {
  const rounded = (value: number) => Math.round(value * 1e5) / 1e5;
  return Array.from({ length: samples }, (_, k) => {
    const angle = (2 * Math.PI * k) / samples;
    return { row: rounded(-radius * Math.sin(angle)), column: rounded(radius * Math.cos(angle)) };
  });
}

function patternCode(samples: Float64Array, centre: number, method: PatternOptions['method']): number {
  if (method === 'var') return variance(samples);
  const bits = Array.from(samples, (value) => (value - centre >= 0 ? 1 : 0));
  const count = bits.length;
  if (method === 'default' || method === 'ror') {
    const code = bits.reduce<number>((sum, bit, k) => sum + bit * 2 ** k, 0);
    return method === 'default' ? code : lowestRotation(code, count);
  }
  const ones = bits.reduce<number>((sum, bit) => sum + bit, 0);
  let changes = 0;
  for (let k = 0; k + 1 < count; k++) if (bits[k] !== bits[k + 1]) changes++;
  if (method === 'uniform') return changes <= 2 ? ones : count + 1;
  if (changes > 2) return count * (count - 1) + 2;
  if (ones === 0) return 0;
  if (ones === count) return count * (count - 1) + 1;
  const firstOne = bits.indexOf(1);
  const rotation = firstOne === 0 ? ones - bits.indexOf(0) : count - firstOne;
  return 1 + (ones - 1) * count + rotation;
}

function lowestRotation(code: number, count: number): number {
  let lowest = code;
  let turned = code;
  for (let k = 1; k < count; k++) {
    turned = (turned >>> 1) | ((turned & 1) << (count - 1));
    if (turned < lowest) lowest = turned;
  }
  return lowest;
}

function variance(samples: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of samples) {
    sum += value;
    squares += value * value;
  }
  const result = (squares - (sum * sum) / samples.length) / samples.length;
  return result === 0 ? Number.NaN : result;
}
