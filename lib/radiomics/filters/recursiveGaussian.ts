/**
 * Coefficients of a fourth-order recursive filter, after R. Deriche, "Recursively implementing the Gaussian and its
 * derivatives", INRIA report 1893 (1993), with the constants and the constant-border extension of ITK's
 * RecursiveGaussianImageFilter: forward y[i] = sum n[k] x[i-k] - sum d[k] y[i-1-k], backward the same with m,
 * and the result is their sum.
 */
export interface RecursiveFilter {
  readonly n: readonly [number, number, number, number];
  readonly d: readonly [number, number, number, number];
  readonly m: readonly [number, number, number, number];
  /** What stands for `d * y` before the first and behind the last sample, as a multiple of that sample. */
  readonly forwardBorder: readonly [number, number, number, number];
  readonly backwardBorder: readonly [number, number, number, number];
}

/** The two damped cosines of Deriche's approximation: cosine amplitude a, sine amplitude b. */
interface Amplitudes {
  readonly a1: number;
  readonly b1: number;
  readonly a2: number;
  readonly b2: number;
}

const gaussian: Amplitudes = { a1: 1.353, b1: 1.8151, a2: -0.3531, b2: 0.0902 };
const secondDerivative: Amplitudes = { a1: -1.3563, b1: 5.2318, a2: 0.3446, b2: -2.2355 };
const omega1 = 0.6681;
const lambda1 = -1.3932;
const omega2 = 2.0787;
const lambda2 = -1.3732;

/** Smoothing with a Gaussian. @param sigma in samples */
export function smoothingFilter(sigma: number): RecursiveFilter {
  const poles = denominator(sigma);
  const { n, sum } = numerator(sigma, gaussian);
  const gain = 1 / ((2 * sum) / poles.sum - n[0]);
  return complete(scaled(n, gain), poles.d);
}

/**
 * The second derivative of a Gaussian in units of one sample squared, times `weight`.
 * @param sigma in samples
 */
export function secondDerivativeFilter(sigma: number, weight: number): RecursiveFilter {
  const poles = denominator(sigma);
  const smooth = numerator(sigma, gaussian);
  const curve = numerator(sigma, secondDerivative);
  // Mixing in the smoothing filter makes the response to a constant vanish.
  const beta = -(2 * curve.sum - poles.sum * curve.n[0]) / (2 * smooth.sum - poles.sum * smooth.n[0]);
  const mix = (of: (part: Numerator) => number) => of(curve) + beta * of(smooth);
  const n = [0, 1, 2, 3].map((k) => mix((part) => part.n[k]));
  const [sn, dn, en] = [mix((part) => part.sum), mix((part) => part.first), mix((part) => part.second)];
  const { sum: sd, first: dd, second: ed } = poles;
  const alpha = (en * sd * sd - ed * sn * sd - 2 * dn * dd * sd + 2 * dd * dd * sn) / (sd * sd * sd);
  return complete(scaled(n, weight / alpha), poles.d);
}

interface Numerator {
  readonly n: readonly number[];
  /** Sums of n[k], k n[k] and k^2 n[k]. */
  readonly sum: number;
  readonly first: number;
  readonly second: number;
}

function numerator(sigma: number, { a1, b1, a2, b2 }: Amplitudes): Numerator {
  const sin1 = Math.sin(omega1 / sigma);
  const sin2 = Math.sin(omega2 / sigma);
  const cos1 = Math.cos(omega1 / sigma);
  const cos2 = Math.cos(omega2 / sigma);
  const exp1 = Math.exp(lambda1 / sigma);
  const exp2 = Math.exp(lambda2 / sigma);
  const n0 = a1 + a2;
  const n1 = exp2 * (b2 * sin2 - (a2 + 2 * a1) * cos2) + exp1 * (b1 * sin1 - (a1 + 2 * a2) * cos1);
  const n2 =
    ((a1 + a2) * cos2 * cos1 - (b1 * cos2 * sin1 + b2 * cos1 * sin2)) * (2 * exp1 * exp2) +
    (a2 * exp1 * exp1 + a1 * exp2 * exp2);
  const n3 = exp2 * exp1 * exp1 * (b2 * sin2 - a2 * cos2) + exp1 * exp2 * exp2 * (b1 * sin1 - a1 * cos1);
  return {
    n: [n0, n1, n2, n3],
    sum: n0 + n1 + n2 + n3,
    first: n1 + 2 * n2 + 3 * n3,
    second: n1 + 4 * n2 + 9 * n3,
  };
}

function denominator(sigma: number) {
  const cos1 = Math.cos(omega1 / sigma);
  const cos2 = Math.cos(omega2 / sigma);
  const exp1 = Math.exp(lambda1 / sigma);
  const exp2 = Math.exp(lambda2 / sigma);
  const d4 = exp1 * exp1 * exp2 * exp2;
  const d3 = -2 * cos1 * exp1 * exp2 * exp2 + -2 * cos2 * exp2 * exp1 * exp1;
  const d2 = 4 * cos2 * cos1 * exp1 * exp2 + (exp1 * exp1 + exp2 * exp2);
  const d1 = -2 * (exp2 * cos2 + exp1 * cos1);
  return {
    d: [d1, d2, d3, d4],
    sum: 1 + d1 + d2 + d3 + d4,
    first: d1 + 2 * d2 + 3 * d3 + 4 * d4,
    second: d1 + 4 * d2 + 9 * d3 + 16 * d4,
  };
}

const scaled = (values: readonly number[], factor: number): readonly number[] => values.map((value) => value * factor);

/** Adds the backward filter of a symmetric kernel and the values that extend both borders. */
function complete(n: readonly number[], d: readonly number[]): RecursiveFilter {
  const m = [n[1] - d[0] * n[0], n[2] - d[1] * n[0], n[3] - d[2] * n[0], -d[3] * n[0]];
  const sn = n[0] + n[1] + n[2] + n[3];
  const sm = m[0] + m[1] + m[2] + m[3];
  const sd = 1 + d[0] + d[1] + d[2] + d[3];
  return {
    n: four(n),
    d: four(d),
    m: four(m),
    forwardBorder: four(d.map((value) => (value * sn) / sd)),
    backwardBorder: four(d.map((value) => (value * sm) / sd)),
  };
}

const four = (values: readonly number[]): readonly [number, number, number, number] => [
  values[0],
  values[1],
  values[2],
  values[3],
];
