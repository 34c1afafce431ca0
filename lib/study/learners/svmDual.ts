const stoppingGap = 1e-6;
const tiny = 1e-12;

/**
 * Solves the dual of C-SVC by sequential minimal optimisation with second-order working sets
 * (Fan, Chen and Lin 2005, WSS 2). Stops when the most violating pair differs by less than 1e-6.
 */
export function solveDual(kernel: readonly Float64Array[], signs: Float64Array, c: number) {
  const count = signs.length;
  const alpha = new Float64Array(count);
  const gradient = new Float64Array(count).fill(-1);
  const mayRise = (t: number) => (signs[t] > 0 ? alpha[t] < c : alpha[t] > 0);
  const mayFall = (t: number) => (signs[t] > 0 ? alpha[t] > 0 : alpha[t] < c);
  const mostSteps = Math.max(10_000_000, 100 * count);
  for (let step = 0; step < mostSteps; step++) {
    const pair = choosePair();
    if (!pair) break;
    move(...pair);
  }
  return { alpha, bias: biasOf() };

  function choosePair(): [number, number] | undefined {
    let first = -1;
    let highest = -Infinity;
    for (let t = 0; t < count; t++) {
      const value = -signs[t] * gradient[t];
      if (mayRise(t) && value > highest) {
        highest = value;
        first = t;
      }
    }
    if (first === -1) return undefined;
    let second = -1;
    let lowest = Infinity;
    let best = Infinity;
    for (let t = 0; t < count; t++) {
      if (!mayFall(t)) continue;
      const value = -signs[t] * gradient[t];
      lowest = Math.min(lowest, value);
      const gap = highest - value;
      if (gap <= 0) continue;
      const curvature = Math.max(tiny, kernel[first][first] + kernel[t][t] - 2 * kernel[first][t]);
      const gain = -(gap * gap) / curvature;
      if (gain < best) {
        best = gain;
        second = t;
      }
    }
    return second === -1 || highest - lowest < stoppingGap ? undefined : [first, second];
  }

  /** Moves two multipliers along their constraint, clipped to the box. */
  function move(i: number, j: number): void {
    const curvature = Math.max(tiny, kernel[i][i] + kernel[j][j] - 2 * kernel[i][j]);
    let change = (-signs[i] * gradient[i] + signs[j] * gradient[j]) / curvature;
    change = Math.min(change, signs[i] > 0 ? c - alpha[i] : alpha[i]);
    change = Math.min(change, signs[j] > 0 ? alpha[j] : c - alpha[j]);
    alpha[i] = snap(alpha[i] + signs[i] * change);
    alpha[j] = snap(alpha[j] - signs[j] * change);
    for (let t = 0; t < count; t++) gradient[t] += signs[t] * change * (kernel[i][t] - kernel[j][t]);
  }

  /** Puts a value that rounding left beside a bound onto it. */
  function snap(value: number): number {
    if (value < tiny * c) return 0;
    return value > c * (1 - tiny) ? c : value;
  }

  function biasOf(): number {
    let free = 0;
    let sum = 0;
    let upper = Infinity;
    let lower = -Infinity;
    for (let t = 0; t < count; t++) {
      const value = -signs[t] * gradient[t];
      if (alpha[t] > 0 && alpha[t] < c) {
        free++;
        sum += value;
      } else if (mayRise(t)) lower = Math.max(lower, value);
      else upper = Math.min(upper, value);
    }
    return free > 0 ? sum / free : (upper + lower) / 2;
  }
}
