/**
 * x^y for x > 0 where the result is an ordinary number, the same bits in every engine: what `**` gives differs between
 * versions of V8 by a unit in the last place in every tenth case, and training amplifies that into another network.
 *
 * After e_pow.c of fdlibm: log2 x as a sum of two numbers, times y, then 2 to that; right to a unit in the last place.
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
export function power(x: number, y: number): number {
  const [high, low] = log2OfTwoParts(x);
  const yHigh = cutLow(y);
  const small = (y - yHigh) * high + y * low;
  return exp2OfTwoParts(yHigh * high, small);
}

const view = new DataView(new ArrayBuffer(8));

function highWord(value: number): number {
  view.setFloat64(0, value);
  return view.getInt32(0);
}

function withHighWord(value: number, high: number): number {
  view.setFloat64(0, value);
  view.setInt32(0, high);
  return view.getFloat64(0);
}

/** The number without the lower 32 of its 52 bits, so that products of such numbers are exact. */
function cutLow(value: number): number {
  view.setFloat64(0, value);
  view.setInt32(4, 0);
  return view.getFloat64(0);
}

/** Coefficients from the highest power down. */
const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => coefficient + x * sum, 0);

const logCoefficients = [
  2.0697501780033842e-1, 2.3066074577556175e-1, 2.72728123808534e-1, 3.3333332981837743e-1, 4.285714285785502e-1,
  5.999999999999946e-1,
];
/** 2 / (3 ln 2), whole, and in two parts. */
const [scale, scaleHigh, scaleLow] = [9.617966939259756e-1, 9.617967009544373e-1, -7.028461650952758e-9];
/** Intervals around 1 and 1.5, with log2 of their middle in two parts. */
const middles = [
  { at: 1, logHigh: 0, logLow: 0 },
  { at: 1.5, logHigh: 5.849624872207642e-1, logLow: 1.350039202129749e-8 },
];

function log2OfTwoParts(x: number): readonly [number, number] {
  const fraction = highWord(x) & 0xfffff;
  const rounds = fraction >= 0xbb67a ? 1 : 0;
  const exponent = (highWord(x) >> 20) - 0x3ff + rounds;
  const k = fraction > 0x3988e && !rounds ? 1 : 0;
  const word = (fraction | 0x3ff00000) - (rounds << 20);
  const a = withHighWord(x, word);
  const { at, logHigh, logLow } = middles[k];
  const inverse = 1 / (a + at);
  const s = (a - at) * inverse;
  const sHigh = cutLow(s);
  const sumHigh = withHighWord(0, ((word >> 1) | 0x20000000) + 0x80000 + (k << 18));
  const sumLow = a - (sumHigh - at);
  const sLow = inverse * (a - at - sHigh * sumHigh - sHigh * sumLow);
  const s2 = s * s;
  const rest = s2 * s2 * polynomial(s2, logCoefficients) + sLow * (sHigh + s);
  const square = sHigh * sHigh;
  const termHigh = cutLow(3 + square + rest);
  const termLow = rest - (termHigh - 3 - square);
  const u = sHigh * termHigh;
  const v = sLow * termHigh + termLow * s;
  const partHigh = cutLow(u + v);
  const partLow = v - (partHigh - u);
  const zHigh = scaleHigh * partHigh;
  const zLow = scaleLow * partHigh + partLow * scale + logLow;
  const high = cutLow(zHigh + zLow + logHigh + exponent);
  return [high, zLow - (high - exponent - logHigh - zHigh)];
}

const expCoefficients = [
  4.1381367970572385e-8, -1.6533902205465252e-6, 6.613756321437934e-5, -2.7777777777015593e-3, 1.6666666666666602e-1,
];
/** ln 2, whole, and in two parts. */
const [ln2, ln2High, ln2Low] = [6.931471805599453e-1, 6.931471824645996e-1, -1.904654299957768e-9];

/** 2^(high + low). */
function exp2OfTwoParts(high: number, low: number): number {
  const whole = Math.abs(high + low) > 0.5 ? roundHalfAway(high + low) : 0;
  const rest = high - whole;
  const t = cutLow(low + rest);
  const u = t * ln2High;
  const v = (low - (t - rest)) * ln2 + t * ln2Low;
  const z = u + v;
  const w = v - (z - u);
  const square = z * z;
  const t1 = z - square * polynomial(square, expCoefficients);
  // fdlibm subtracts from the quotient and not from its divisor. V8 before version 13 does as here, and the shipped package
  // was trained with it; both are within the same bound.
  const r = (z * t1) / (t1 - 2 - (w + z * w));
  const result = 1 - (r - z);
  return withHighWord(result, highWord(result) + (whole << 20));
}

const roundHalfAway = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
