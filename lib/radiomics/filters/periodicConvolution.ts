import type { Triple } from '@/lib/volume/volume';

/** Single or double precision, as PyWavelets would hold the signal. */
export type Samples = Float32Array | Float64Array;

/** A block of a signal that repeats along x, y, z; it may cover more than one period. */
export interface PeriodicBlock {
  readonly data: Samples;
  /** Position of the first sample in the periodic signal; any integer. */
  readonly start: Triple;
  readonly length: Triple;
  /** Even on every transformed axis. */
  readonly period: Triple;
}

/**
 * out[i] = sum over taps t of filter[t] * signal[i + taps/2 - t] along one axis (PyWavelets's periodised convolution),
 * wherever the block holds all the samples: the result is taps - 1 samples shorter.
 * PyWavelets adds the products in rising order of t, but begins with the samples taken from beyond the period's end;
 * the same order here makes the results equal to the last bit.
 */
export function convolveAxis(block: PeriodicBlock, axis: number, filter: Float64Array): PeriodicBlock {
  const taps = filter.length;
  const length = block.length.map((count, a) => (a === axis ? count - taps + 1 : count));
  const start = block.start.map((first, a) => (a === axis ? first + taps / 2 - 1 : first));
  const single = block.data instanceof Float32Array;
  const outCount = length[axis];
  const data: Samples = single
    ? new Float32Array(length[0] * length[1] * length[2])
    : new Float64Array(length[0] * length[1] * length[2]);
  const inner = axis === 0 ? 1 : axis === 1 ? length[0] : length[0] * length[1];
  const outerCount = data.length / (inner * outCount);
  const accumulate = single ? accumulatePairSingle : accumulatePair;
  const runs = tapRuns(start[axis], outCount, block.period[axis], taps, axis === 0);
  for (let outer = 0; outer < outerCount; outer++)
    for (const { first, count, order } of runs) {
      const to = (outer * outCount + first) * inner;
      const from = (outer * (outCount + taps - 1) + first + taps - 1) * inner;
      for (let pair = 0; pair < taps; pair += 2) {
        const a = order[pair];
        const b = order[pair + 1];
        accumulate(data, block.data, to, count * inner, from - a * inner, filter[a], from - b * inner, filter[b]);
      }
    }
  return {
    data,
    start: [start[0], start[1], start[2]],
    length: [length[0], length[1], length[2]],
    period: block.period,
  };
}

interface TapRun {
  readonly first: number;
  readonly count: number;
  /** Taps in the order in which their products are added. */
  readonly order: readonly number[];
}

/** Consecutive outputs that add their taps in the same order. */
function tapRuns(start: number, count: number, period: number, taps: number, mayMerge: boolean): readonly TapRun[] {
  const rising = Array.from({ length: taps }, (_, tap) => tap);
  const runs: TapRun[] = [];
  for (let k = 0; k < count; k++) {
    const position = (((start + k) % period) + period) % period;
    const beyond = position + taps / 2 - period;
    const last = runs[runs.length - 1];
    if (beyond >= 0) {
      const order = [...rising.slice(0, beyond + 1).reverse(), ...rising.slice(beyond + 1)];
      runs.push({ first: k, count: 1, order });
    } else if (mayMerge && last?.order === rising) {
      runs[runs.length - 1] = { ...last, count: last.count + 1 };
    } else {
      runs.push({ first: k, count: 1, order: rising });
    }
  }
  return runs;
}

/** out[i] += a * source[fromA + i], then + b * source[fromB + i]. Two taps a pass halve the traffic to `out`. */
function accumulatePair(
  out: Samples,
  source: Samples,
  to: number,
  count: number,
  fromA: number,
  a: number,
  fromB: number,
  b: number,
): void {
  for (let i = 0; i < count; i++) out[to + i] = out[to + i] + a * source[fromA + i] + b * source[fromB + i];
}

/** The same with every product and sum rounded to single precision. */
function accumulatePairSingle(
  out: Samples,
  source: Samples,
  to: number,
  count: number,
  fromA: number,
  a: number,
  fromB: number,
  b: number,
): void {
  for (let i = 0; i < count; i++) {
    const first = Math.fround(out[to + i] + Math.fround(a * source[fromA + i]));
    out[to + i] = first + Math.fround(b * source[fromB + i]);
  }
}
