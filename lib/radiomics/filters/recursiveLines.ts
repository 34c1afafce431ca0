import type { Triple } from '@/lib/volume/volume';
import type { RecursiveFilter } from './recursiveGaussian';

/** Lines filtered side by side: their recursions are independent, which keeps the processor's pipeline full. */
const lanes = 16;

/**
 * Runs a recursive filter along every line of one axis and keeps samples `first` to `first + count - 1` of each.
 * Arithmetic is double, the result is stored in single precision, as ITK stores it between passes.
 * @param size samples of `source` along x, y, z; at least 4 along the axis
 */
export function filterLines(
  source: Float32Array | Float64Array,
  size: Triple,
  axis: number,
  filter: RecursiveFilter,
  first: number,
  count: number,
): Float32Array {
  const stride = [1, size[0], size[0] * size[1]];
  const outSize = size.map((samples, a) => (a === axis ? count : samples));
  const outStride = [1, outSize[0], outSize[0] * outSize[1]];
  const out = new Float32Array(outSize[0] * outSize[1] * outSize[2]);
  // Lines next to each other in memory go into one group where the axis allows it.
  const [near, far] = [0, 1, 2].filter((a) => a !== axis);
  const length = size[axis];
  const samples = new Float64Array(length * lanes);
  const forward = new Float64Array(length * lanes);
  const backward = new Float64Array(length * lanes);
  for (let q = 0; q < size[far]; q++)
    for (let p = 0; p < size[near]; p += lanes) {
      const used = Math.min(lanes, size[near] - p);
      gather(source, samples, p * stride[near] + q * stride[far], stride[axis], stride[near], length, used);
      runForward(samples, forward, filter, length);
      runBackward(samples, backward, filter, length);
      const to = p * outStride[near] + q * outStride[far];
      for (let k = 0; k < count; k++) {
        const from = (first + k) * lanes;
        const at = to + k * outStride[axis];
        for (let lane = 0; lane < used; lane++)
          out[at + lane * outStride[near]] = forward[from + lane] + backward[from + lane];
      }
    }
  return out;
}

function gather(
  source: Float32Array | Float64Array,
  samples: Float64Array,
  start: number,
  alongStride: number,
  laneStride: number,
  length: number,
  used: number,
): void {
  for (let i = 0; i < length; i++) {
    const from = start + i * alongStride;
    for (let lane = 0; lane < used; lane++) samples[i * lanes + lane] = source[from + lane * laneStride];
  }
}

function runForward(x: Float64Array, y: Float64Array, filter: RecursiveFilter, length: number): void {
  const [n0, n1, n2, n3] = filter.n;
  const [d1, d2, d3, d4] = filter.d;
  const [b1, b2, b3, b4] = filter.forwardBorder;
  const [one, two, three] = [lanes, 2 * lanes, 3 * lanes];
  for (let lane = 0; lane < lanes; lane++) {
    const edge = x[lane];
    const [x1, x2, x3] = [x[lane + one], x[lane + two], x[lane + three]];
    const y0 = edge * n0 + edge * n1 + edge * n2 + edge * n3 - (edge * b1 + edge * b2 + edge * b3 + edge * b4);
    const y1 = x1 * n0 + edge * n1 + edge * n2 + edge * n3 - (y0 * d1 + edge * b2 + edge * b3 + edge * b4);
    const y2 = x2 * n0 + x1 * n1 + edge * n2 + edge * n3 - (y1 * d1 + y0 * d2 + edge * b3 + edge * b4);
    y[lane] = y0;
    y[lane + one] = y1;
    y[lane + two] = y2;
    y[lane + three] = x3 * n0 + x2 * n1 + x1 * n2 + edge * n3 - (y2 * d1 + y1 * d2 + y0 * d3 + edge * b4);
  }
  for (let at = 4 * lanes; at < length * lanes; at++)
    y[at] =
      x[at] * n0 +
      x[at - lanes] * n1 +
      x[at - 2 * lanes] * n2 +
      x[at - 3 * lanes] * n3 -
      (y[at - lanes] * d1 + y[at - 2 * lanes] * d2 + y[at - 3 * lanes] * d3 + y[at - 4 * lanes] * d4);
}

function runBackward(x: Float64Array, y: Float64Array, filter: RecursiveFilter, length: number): void {
  const [m1, m2, m3, m4] = filter.m;
  const [d1, d2, d3, d4] = filter.d;
  const [b1, b2, b3, b4] = filter.backwardBorder;
  const last = (length - 1) * lanes;
  for (let lane = last; lane < last + lanes; lane++) {
    const edge = x[lane];
    const [x1, x2] = [x[lane - lanes], x[lane - 2 * lanes]];
    const y0 = edge * m1 + edge * m2 + edge * m3 + edge * m4 - (edge * b1 + edge * b2 + edge * b3 + edge * b4);
    const y1 = edge * m1 + edge * m2 + edge * m3 + edge * m4 - (y0 * d1 + edge * b2 + edge * b3 + edge * b4);
    const y2 = x1 * m1 + edge * m2 + edge * m3 + edge * m4 - (y1 * d1 + y0 * d2 + edge * b3 + edge * b4);
    y[lane] = y0;
    y[lane - lanes] = y1;
    y[lane - 2 * lanes] = y2;
    y[lane - 3 * lanes] = x2 * m1 + x1 * m2 + edge * m3 + edge * m4 - (y2 * d1 + y1 * d2 + y0 * d3 + edge * b4);
  }
  for (let at = (length - 4) * lanes - 1; at >= 0; at--)
    y[at] =
      x[at + lanes] * m1 +
      x[at + 2 * lanes] * m2 +
      x[at + 3 * lanes] * m3 +
      x[at + 4 * lanes] * m4 -
      (y[at + lanes] * d1 + y[at + 2 * lanes] * d2 + y[at + 3 * lanes] * d3 + y[at + 4 * lanes] * d4);
}
