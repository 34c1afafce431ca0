import { originOfBox, type VoxelBox } from '@/lib/volume/box';
import type { Triple, Volume } from '@/lib/volume/volume';
import { convolveAxis, type PeriodicBlock, type Samples } from './periodicConvolution';
import { type WaveletFilters, type WaveletName, waveletFilters } from './waveletFamilies';

export interface SubBand {
  /** One letter per transformed axis in the order x, y, z; L = low-pass, H = high-pass. */
  readonly letters: string;
  /** 1 for the first decomposition that is kept. */
  readonly level: number;
  readonly region: Volume;
}

export interface WaveletRequest {
  readonly image: Volume;
  readonly box: VoxelBox;
  readonly wavelet: WaveletName;
  /** Decompositions made and thrown away before the first one kept. */
  readonly startLevel: number;
  /** Decompositions kept, at least 1. */
  readonly levels: number;
  /** Whether x, y, z are transformed; force2D leaves one out. */
  readonly transformed: readonly [x: boolean, y: boolean, z: boolean];
}

/**
 * The undecimated wavelet transform of PyRadiomics 3.1, restricted to a box: the detail bands of each level, then the
 * last approximation. Each level filters the previous approximation with the same (not dilated) filters, as repeated
 * `pywt.swtn(level=1)` does. The image repeats periodically; an axis of odd length first gets its own first sample
 * appended. Only the box and the filters' reach around it are read, and the sums run in PyWavelets's order, so that
 * the values equal those of the whole-image transform bit by bit. Float32 images stay in single precision.
 */
export function* stationaryWavelet(request: WaveletRequest): Generator<SubBand> {
  const { image, box, startLevel, levels, transformed } = request;
  const filters = waveletFilters(request.wavelet, image.data instanceof Float32Array);
  const taps = filters.low.length;
  const total = startLevel + levels;
  let block = gather(image, box, transformed, total * (taps / 2 - 1), total * (taps - 1));
  for (let done = 0; done < startLevel; done++) block = approximate(block, filters, transformed);
  for (let level = 1; level <= levels; level++) {
    // The next level reads a wider surround than the box that this level's bands are wanted on.
    const remaining = levels - level;
    const target = trim(block, transformed, remaining * (taps / 2 - 1), remaining * (taps - 1));
    let approximation: PeriodicBlock | undefined;
    for (const { letters, band } of decompose(target, filters, transformed)) {
      if (letters.includes('H')) yield { letters, level, region: toVolume(request, band.data) };
      else approximation = band;
    }
    if (remaining > 0) block = approximate(block, filters, transformed);
    else if (approximation)
      yield {
        letters: 'L'.repeat(transformed.filter(Boolean).length),
        level,
        region: toVolume(request, approximation.data),
      };
  }
}

/** All bands of one level in PyWavelets's order: the first letter varies slowest, L before H. */
function* decompose(
  block: PeriodicBlock,
  filters: WaveletFilters,
  transformed: readonly boolean[],
  axis = 0,
  letters = '',
): Generator<{ letters: string; band: PeriodicBlock }> {
  if (axis === 3) {
    yield { letters, band: block };
  } else if (!transformed[axis]) {
    yield* decompose(block, filters, transformed, axis + 1, letters);
  } else {
    yield* decompose(convolveAxis(block, axis, filters.low), filters, transformed, axis + 1, `${letters}L`);
    yield* decompose(convolveAxis(block, axis, filters.high), filters, transformed, axis + 1, `${letters}H`);
  }
}

function approximate(block: PeriodicBlock, filters: WaveletFilters, transformed: readonly boolean[]): PeriodicBlock {
  let result = block;
  for (let axis = 0; axis < 3; axis++) if (transformed[axis]) result = convolveAxis(result, axis, filters.low);
  return result;
}

/** The samples of the periodic image on the box, `before` more ahead of it and `extra` more in all on each transformed axis. */
function gather(
  { data, size }: Volume,
  box: VoxelBox,
  transformed: readonly boolean[],
  before: number,
  extra: number,
): PeriodicBlock {
  const start = box.lower.map((lower, axis) => lower - (transformed[axis] ? before : 0));
  const length = box.size.map((count, axis) => count + (transformed[axis] ? extra : 0));
  const period = size.map((count) => count + (count % 2));
  const indices = [0, 1, 2].map((axis) =>
    Int32Array.from({ length: length[axis] }, (_, k) => {
      const position = modulo(start[axis] + k, period[axis]);
      return position === size[axis] ? 0 : position;
    }),
  );
  const [nx, ny, nz] = length;
  const samples: Samples =
    data instanceof Float32Array ? new Float32Array(nx * ny * nz) : new Float64Array(nx * ny * nz);
  let to = 0;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const row = size[0] * (indices[1][y] + size[1] * indices[2][z]);
      for (let x = 0; x < nx; x++) samples[to++] = data[row + indices[0][x]];
    }
  return { data: samples, start: asTriple(start), length: asTriple(length), period: asTriple(period) };
}

/** The block without the outermost samples that only later levels need. */
function trim(block: PeriodicBlock, transformed: readonly boolean[], before: number, extra: number): PeriodicBlock {
  if (extra === 0) return block;
  const skip = transformed.map((on) => (on ? before : 0));
  const length = block.length.map((count, axis) => count - (transformed[axis] ? extra : 0));
  const data = new (block.data.constructor as new (count: number) => Samples)(length[0] * length[1] * length[2]);
  for (let z = 0, to = 0; z < length[2]; z++)
    for (let y = 0; y < length[1]; y++, to += length[0]) {
      const from = skip[0] + block.length[0] * (y + skip[1] + block.length[1] * (z + skip[2]));
      data.set(block.data.subarray(from, from + length[0]), to);
    }
  const start = block.start.map((first, axis) => first + skip[axis]);
  return { data, start: asTriple(start), length: asTriple(length), period: block.period };
}

const toVolume = ({ image, box }: WaveletRequest, data: Samples): Volume => ({
  ...image,
  data,
  size: box.size,
  originLps: originOfBox(image, box),
});

const modulo = (value: number, period: number): number => ((value % period) + period) % period;

const asTriple = (values: readonly number[]): Triple => [values[0], values[1], values[2]];
