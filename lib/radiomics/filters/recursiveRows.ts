import type { Triple } from '@/lib/volume/volume';
import type { RecursiveFilter } from './recursiveGaussian';

/** Which samples of each line are wanted. */
export interface KeptSamples {
  readonly first: number;
  readonly count: number;
}

/** Lines of one group: few enough for a group's results to stay in the first-level cache. */
const widest = 64;

/**
 * Along y or z: neighbouring x samples belong to different lines, so whole rows are filtered side by side and memory
 * is read in its own order.
 */
export function filterAcrossRows(
  source: Float64Array,
  size: Triple,
  axis: number,
  filter: RecursiveFilter,
  kept: KeptSamples,
  out: Float64Array,
): void {
  const stride = axis === 1 ? size[0] : size[0] * size[1];
  const outStride = axis === 1 ? size[0] : size[0] * size[1];
  const other = axis === 1 ? size[2] : size[1];
  const otherStride = axis === 1 ? size[0] * size[1] : size[0];
  const otherOutStride = axis === 1 ? size[0] * kept.count : size[0];
  const length = size[axis];
  const forward = new Float64Array(length * Math.min(widest, size[0]));
  const recent = new Float64Array(4 * Math.min(widest, size[0]));
  for (let q = 0; q < other; q++)
    for (let x = 0; x < size[0]; x += widest) {
      const lanes = Math.min(widest, size[0] - x);
      runForward(source, x + q * otherStride, stride, lanes, length, filter, forward);
      runBackward(source, x + q * otherStride, stride, lanes, length, filter, forward, recent);
      for (let k = 0; k < kept.count; k++) {
        const to = x + q * otherOutStride + k * outStride;
        const from = (kept.first + k) * lanes;
        for (let lane = 0; lane < lanes; lane++) out[to + lane] = Math.fround(forward[from + lane]);
      }
    }
}

function runForward(
  x: Float64Array,
  start: number,
  stride: number,
  lanes: number,
  length: number,
  filter: RecursiveFilter,
  y: Float64Array,
): void {
  const [n0, n1, n2, n3] = filter.n;
  const [d1, d2, d3, d4] = filter.d;
  const [b1, b2, b3, b4] = filter.forwardBorder;
  for (let lane = 0; lane < lanes; lane++) {
    const at = start + lane;
    const e = x[at];
    const x1 = x[at + stride];
    const x2 = x[at + 2 * stride];
    const x3 = x[at + 3 * stride];
    const y0 = e * n0 + e * n1 + e * n2 + e * n3 - (e * b1 + e * b2 + e * b3 + e * b4);
    const y1 = x1 * n0 + e * n1 + e * n2 + e * n3 - (y0 * d1 + e * b2 + e * b3 + e * b4);
    const y2 = x2 * n0 + x1 * n1 + e * n2 + e * n3 - (y1 * d1 + y0 * d2 + e * b3 + e * b4);
    y[lane] = y0;
    y[lane + lanes] = y1;
    y[lane + 2 * lanes] = y2;
    y[lane + 3 * lanes] = x3 * n0 + x2 * n1 + x1 * n2 + e * n3 - (y2 * d1 + y1 * d2 + y0 * d3 + e * b4);
  }
  for (let i = 4; i < length; i++) {
    const from = start + i * stride;
    const to = i * lanes;
    for (let lane = 0; lane < lanes; lane++) {
      const at = from + lane;
      const r = to + lane;
      y[r] =
        x[at] * n0 +
        x[at - stride] * n1 +
        x[at - 2 * stride] * n2 +
        x[at - 3 * stride] * n3 -
        (y[r - lanes] * d1 + y[r - 2 * lanes] * d2 + y[r - 3 * lanes] * d3 + y[r - 4 * lanes] * d4);
    }
  }
}

/** Adds the backward results to `y`. `recent` holds the last four rows of them, row i in slot i mod 4. */
function runBackward(
  x: Float64Array,
  start: number,
  stride: number,
  lanes: number,
  length: number,
  filter: RecursiveFilter,
  y: Float64Array,
  recent: Float64Array,
): void {
  const [m1, m2, m3, m4] = filter.m;
  const [d1, d2, d3, d4] = filter.d;
  const [b1, b2, b3, b4] = filter.backwardBorder;
  const slot = (row: number) => (row & 3) * lanes;
  const last = length - 1;
  for (let lane = 0; lane < lanes; lane++) {
    const at = start + last * stride + lane;
    const e = x[at];
    const x1 = x[at - stride];
    const x2 = x[at - 2 * stride];
    const y0 = e * m1 + e * m2 + e * m3 + e * m4 - (e * b1 + e * b2 + e * b3 + e * b4);
    const y1 = e * m1 + e * m2 + e * m3 + e * m4 - (y0 * d1 + e * b2 + e * b3 + e * b4);
    const y2 = x1 * m1 + e * m2 + e * m3 + e * m4 - (y1 * d1 + y0 * d2 + e * b3 + e * b4);
    const y3 = x2 * m1 + x1 * m2 + e * m3 + e * m4 - (y2 * d1 + y1 * d2 + y0 * d3 + e * b4);
    recent[slot(last) + lane] = y0;
    recent[slot(last - 1) + lane] = y1;
    recent[slot(last - 2) + lane] = y2;
    recent[slot(last - 3) + lane] = y3;
    y[last * lanes + lane] += y0;
    y[(last - 1) * lanes + lane] += y1;
    y[(last - 2) * lanes + lane] += y2;
    y[(last - 3) * lanes + lane] += y3;
  }
  for (let i = last - 4; i >= 0; i--) {
    const from = start + i * stride;
    const to = i * lanes;
    const [r1, r2, r3, r4] = [slot(i + 1), slot(i + 2), slot(i + 3), slot(i + 4)];
    for (let lane = 0; lane < lanes; lane++) {
      const at = from + lane;
      const next =
        x[at + stride] * m1 +
        x[at + 2 * stride] * m2 +
        x[at + 3 * stride] * m3 +
        x[at + 4 * stride] * m4 -
        (recent[r1 + lane] * d1 + recent[r2 + lane] * d2 + recent[r3 + lane] * d3 + recent[r4 + lane] * d4);
      // Row i takes the slot of row i + 4, which nothing reads again.
      recent[r4 + lane] = next;
      y[to + lane] += next;
    }
  }
}
