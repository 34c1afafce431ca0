import type { Triple } from '@/lib/volume/volume';
import type { RecursiveFilter } from './recursiveGaussian';
import { filterAcrossRows, type KeptSamples } from './recursiveRows';

/**
 * Runs a recursive filter along every line of one axis and keeps samples `first` to `first + count - 1` of each.
 * Arithmetic is double; the result is rounded to single precision, in which ITK stores it between passes, but kept in
 * doubles: loops that meet one kind of array run several times faster.
 * @param size samples of `source` along x, y, z; at least 4 along the axis
 */
export function filterLines(
  source: Float64Array,
  size: Triple,
  axis: number,
  filter: RecursiveFilter,
  first: number,
  count: number,
): Float64Array {
  const outSize = size.map((samples, a) => (a === axis ? count : samples));
  const out = new Float64Array(outSize[0] * outSize[1] * outSize[2]);
  const kept = { first, count };
  if (axis === 0) filterAlongRows(source, size, filter, kept, out);
  else filterAcrossRows(source, size, axis, filter, kept, out);
  return out;
}

/**
 * Along x: two lines at a time with their last four results in registers. One line alone would wait for each result
 * before the next could begin.
 */
function filterAlongRows(
  source: Float64Array,
  size: Triple,
  filter: RecursiveFilter,
  { first, count }: KeptSamples,
  out: Float64Array,
): void {
  const length = size[0];
  const lines = size[1] * size[2];
  const forwardA = new Float64Array(length);
  const forwardB = new Float64Array(length);
  for (let line = 0; line < lines; line += 2) {
    const second = Math.min(line + 1, lines - 1);
    const a = line * length;
    const b = second * length;
    forward(source, a, b, length, filter, forwardA, forwardB);
    backward(source, a, b, length, filter, forwardA, forwardB);
    const toA = line * count;
    const toB = second * count;
    for (let k = 0; k < count; k++) {
      out[toA + k] = Math.fround(forwardA[first + k]);
      out[toB + k] = Math.fround(forwardB[first + k]);
    }
  }
}

function forward(
  x: Float64Array,
  a: number,
  b: number,
  length: number,
  filter: RecursiveFilter,
  yA: Float64Array,
  yB: Float64Array,
): void {
  const [n0, n1, n2, n3] = filter.n;
  const [d1, d2, d3, d4] = filter.d;
  startForward(x, a, filter, yA);
  startForward(x, b, filter, yB);
  let [a1, a2, a3, a4] = [yA[3], yA[2], yA[1], yA[0]];
  let [b1, b2, b3, b4] = [yB[3], yB[2], yB[1], yB[0]];
  for (let i = 4; i < length; i++) {
    const atA = a + i;
    const atB = b + i;
    const nextA =
      x[atA] * n0 + x[atA - 1] * n1 + x[atA - 2] * n2 + x[atA - 3] * n3 - (a1 * d1 + a2 * d2 + a3 * d3 + a4 * d4);
    const nextB =
      x[atB] * n0 + x[atB - 1] * n1 + x[atB - 2] * n2 + x[atB - 3] * n3 - (b1 * d1 + b2 * d2 + b3 * d3 + b4 * d4);
    yA[i] = nextA;
    yB[i] = nextB;
    a4 = a3;
    a3 = a2;
    a2 = a1;
    a1 = nextA;
    b4 = b3;
    b3 = b2;
    b2 = b1;
    b1 = nextB;
  }
}

/** Adds the backward results to the forward ones. */
function backward(
  x: Float64Array,
  a: number,
  b: number,
  length: number,
  filter: RecursiveFilter,
  yA: Float64Array,
  yB: Float64Array,
): void {
  const [m1, m2, m3, m4] = filter.m;
  const [d1, d2, d3, d4] = filter.d;
  let [a1, a2, a3, a4] = startBackward(x, a, length, filter, yA);
  let [b1, b2, b3, b4] = startBackward(x, b, length, filter, yB);
  for (let i = length - 5; i >= 0; i--) {
    const atA = a + i;
    const atB = b + i;
    const nextA =
      x[atA + 1] * m1 + x[atA + 2] * m2 + x[atA + 3] * m3 + x[atA + 4] * m4 - (a1 * d1 + a2 * d2 + a3 * d3 + a4 * d4);
    const nextB =
      x[atB + 1] * m1 + x[atB + 2] * m2 + x[atB + 3] * m3 + x[atB + 4] * m4 - (b1 * d1 + b2 * d2 + b3 * d3 + b4 * d4);
    yA[i] += nextA;
    yB[i] += nextB;
    a4 = a3;
    a3 = a2;
    a2 = a1;
    a1 = nextA;
    b4 = b3;
    b3 = b2;
    b2 = b1;
    b1 = nextB;
  }
}

/** The first four forward results, where the border sample stands for everything before it. */
function startForward(x: Float64Array, at: number, { n, d, forwardBorder: b }: RecursiveFilter, y: Float64Array): void {
  const e = x[at];
  const [x1, x2, x3] = [x[at + 1], x[at + 2], x[at + 3]];
  y[0] = e * n[0] + e * n[1] + e * n[2] + e * n[3] - (e * b[0] + e * b[1] + e * b[2] + e * b[3]);
  y[1] = x1 * n[0] + e * n[1] + e * n[2] + e * n[3] - (y[0] * d[0] + e * b[1] + e * b[2] + e * b[3]);
  y[2] = x2 * n[0] + x1 * n[1] + e * n[2] + e * n[3] - (y[1] * d[0] + y[0] * d[1] + e * b[2] + e * b[3]);
  y[3] = x3 * n[0] + x2 * n[1] + x1 * n[2] + e * n[3] - (y[2] * d[0] + y[1] * d[1] + y[0] * d[2] + e * b[3]);
}

/** Adds the last four backward results to `y`; returns them from the innermost to the last sample. */
function startBackward(
  x: Float64Array,
  start: number,
  length: number,
  { m, d, backwardBorder: b }: RecursiveFilter,
  y: Float64Array,
): [number, number, number, number] {
  const last = start + length - 1;
  const e = x[last];
  const [x1, x2] = [x[last - 1], x[last - 2]];
  const y0 = e * m[0] + e * m[1] + e * m[2] + e * m[3] - (e * b[0] + e * b[1] + e * b[2] + e * b[3]);
  const y1 = e * m[0] + e * m[1] + e * m[2] + e * m[3] - (y0 * d[0] + e * b[1] + e * b[2] + e * b[3]);
  const y2 = x1 * m[0] + e * m[1] + e * m[2] + e * m[3] - (y1 * d[0] + y0 * d[1] + e * b[2] + e * b[3]);
  const y3 = x2 * m[0] + x1 * m[1] + e * m[2] + e * m[3] - (y2 * d[0] + y1 * d[1] + y0 * d[2] + e * b[3]);
  y[length - 1] += y0;
  y[length - 2] += y1;
  y[length - 3] += y2;
  y[length - 4] += y3;
  return [y3, y2, y1, y0];
}
