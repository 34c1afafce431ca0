import { fail, ok, type Result } from '@/lib/core/result';
import type { VoxelArray } from '@/lib/volume/volume';
import type { Settings } from './parameters/settings';
import type { RadiomicsProblem } from './problem';

/** ROI intensities as gray levels. */
export interface GrayLevels {
  /** For each ROI voxel the index of its level in `levels`. */
  readonly ranks: Uint16Array;
  /** Bin numbers (from 1) that occur in the ROI, ascending. */
  readonly levels: Float64Array;
  /** Voxels per level. */
  readonly counts: Float64Array;
  /** N_g: the greatest bin number, not the number of levels. */
  readonly maximum: number;
}

export type BinSettings = Pick<Settings, 'binWidth' | 'binCount'>;

/** Beyond this many occupied levels texture matrices say nothing and cost memory with their square. */
export const maximumLevels = 2048;
/** Bin numbers above this mean a bin width that does not fit the image. */
export const maximumBins = 100_000;

/**
 * Gray levels as PyRadiomics bins them: of fixed width, with edges at multiples of the width from zero, or a fixed
 * number between minimum and maximum. numpy's rounding of the edges is followed, because a voxel on an edge changes bin.
 * @param values ROI intensities of one image, all finite.
 * @param storage the type that the image is held in: edges of a fixed count are rounded to float32 for float32 images.
 */
export function discretise(
  values: Float64Array,
  { binWidth, binCount }: BinSettings,
  storage: VoxelArray,
): Result<GrayLevels, RadiomicsProblem> {
  const [low, high] = range(values);
  const start = low - floorMod(low, binWidth);
  const count = binCount ?? Math.ceil((high + 2 * binWidth - start) / binWidth) - 1;
  if (!(count <= maximumBins)) return tooManyBins(count, maximumBins);
  const edges = binCount === null ? multiplesFrom(start, binWidth, count) : equalEdges(low, high, binCount, storage);
  return countLevels(binsBetween(values, edges), count);
}

/**
 * Gray levels as the IBSI manual bins them (2.7): bins of fixed width start at the re-segmentation range's minimum (at
 * the ROI's if there is none); of a fixed number, the maximum falls into the last bin.
 */
export function discretiseIbsi(
  values: Float64Array,
  { binWidth, binCount }: BinSettings,
  rangeMinimum: number | undefined,
): Result<GrayLevels, RadiomicsProblem> {
  const [low, high] = range(values);
  const start = binCount === null ? (rangeMinimum ?? low) : low;
  const width = binCount === null ? binWidth : high === low ? 1 : (high - low) / binCount;
  const count = binCount ?? Math.floor((high - start) / width) + 1;
  if (!(count <= maximumBins)) return tooManyBins(count, maximumBins);
  const bins = Int32Array.from(values, (value) => Math.min(Math.floor((value - start) / width) + 1, count));
  return countLevels(bins, count);
}

/** numpy.arange, whose step is what is left of the width after it has been added to the start. */
function multiplesFrom(start: number, binWidth: number, count: number): Float64Array {
  const step = start + binWidth - start;
  return Float64Array.from({ length: count + 1 }, (_, i) => start + i * step);
}

/** numpy.histogram's edges over [low, high]; PyRadiomics raises the last by 1, so that the maximum falls below it. */
function equalEdges(low: number, high: number, binCount: number, storage: VoxelArray): Float64Array {
  const first = low === high ? low - 0.5 : low;
  const last = low === high ? high + 0.5 : high;
  const step = (last - first) / binCount;
  const stored = storage instanceof Float32Array ? Math.fround : (value: number) => value;
  return Float64Array.from({ length: binCount + 1 }, (_, i) => (i === binCount ? last + 1 : stored(i * step + first)));
}

/** For each value the number of edges that are <= it, found from an estimate that rounding may have moved by one. */
function binsBetween(values: Float64Array, edges: Float64Array): Int32Array {
  const bins = new Int32Array(values.length);
  const start = edges[0];
  const perUnit = 1 / (edges[1] - start);
  const lastBin = edges.length - 2;
  for (let voxel = 0; voxel < values.length; voxel++) {
    const value = values[voxel];
    let below = Math.min(Math.floor((value - start) * perUnit), lastBin);
    while (below > 0 && value < edges[below]) below--;
    while (below < lastBin && value >= edges[below + 1]) below++;
    bins[voxel] = below + 1;
  }
  return bins;
}

function countLevels(bins: Int32Array, count: number): Result<GrayLevels, RadiomicsProblem> {
  const levels = presentLevels(bins, count);
  if (levels.length > maximumLevels) return tooManyBins(levels.length, maximumLevels);
  return ok(rankVoxels(bins, levels, levels[levels.length - 1]));
}

function presentLevels(bins: Int32Array, maximum: number): Float64Array {
  const present = new Uint8Array(maximum + 1);
  for (let voxel = 0; voxel < bins.length; voxel++) present[bins[voxel]] = 1;
  const levels: number[] = [];
  for (let bin = 0; bin <= maximum; bin++) if (present[bin]) levels.push(bin);
  return Float64Array.from(levels);
}

function rankVoxels(bins: Int32Array, levels: Float64Array, maximum: number): GrayLevels {
  const ranks = new Uint16Array(bins.length);
  const counts = new Float64Array(levels.length);
  const rankOf = new Uint16Array(maximum + 1);
  levels.forEach((level, rank) => {
    rankOf[level] = rank;
  });
  for (let voxel = 0; voxel < bins.length; voxel++) {
    const rank = rankOf[bins[voxel]];
    ranks[voxel] = rank;
    counts[rank]++;
  }
  return { ranks, levels, counts, maximum };
}

function range(values: Float64Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let voxel = 0; voxel < values.length; voxel++) {
    if (values[voxel] < low) low = values[voxel];
    if (values[voxel] > high) high = values[voxel];
  }
  return [low, high];
}

/** Python's remainder, whose sign follows the divisor. */
function floorMod(value: number, divisor: number): number {
  const remainder = value % divisor;
  return remainder < 0 ? remainder + divisor : remainder;
}

const tooManyBins = (count: number, maximum: number): Result<never, RadiomicsProblem> =>
  fail({
    code: 'too-many-bins',
    message: `Discretisation would give ${count} ${maximum === maximumBins ? 'bins' : 'occupied gray levels'}; at most ${maximum} are supported.`,
    remedy: 'Use a larger binWidth, or a binCount.',
    details: { count, maximum },
  });
