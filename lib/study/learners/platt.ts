/** Probability from a decision value: 1 / (1 + exp(a f + b)). */
export interface Platt {
  readonly a: number;
  readonly b: number;
  probability(decision: number): number;
}

/** Platt's sigmoid by Newton's method with backtracking (Lin, Lin and Weng 2007, algorithm 1). */
export function fitPlatt(decisions: Float64Array, labels: Uint8Array): Platt {
  const events = labels.reduce((sum, label) => sum + label, 0);
  const others = labels.length - events;
  const high = (events + 1) / (events + 2);
  const low = 1 / (others + 2);
  const targets = Float64Array.from(labels, (label) => (label ? high : low));
  let a = 0;
  let b = Math.log((others + 1) / (events + 1));
  let loss = lossOf(decisions, targets, a, b);
  for (let iteration = 0; iteration < 100; iteration++) {
    const { h11, h22, h21, g1, g2 } = derivatives(decisions, targets, a, b);
    if (Math.abs(g1) < 1e-9 && Math.abs(g2) < 1e-9) break;
    const determinant = h11 * h22 - h21 * h21;
    const da = -(h22 * g1 - h21 * g2) / determinant;
    const db = -(-h21 * g1 + h11 * g2) / determinant;
    const slope = g1 * da + g2 * db;
    let step = 1;
    for (; step >= 1e-10; step /= 2) {
      const next = lossOf(decisions, targets, a + step * da, b + step * db);
      if (next < loss + 1e-4 * step * slope) {
        a += step * da;
        b += step * db;
        loss = next;
        break;
      }
    }
    if (step < 1e-10) break;
  }
  return { a, b, probability: (f) => positive(a * f + b) };
}

const positive = (z: number): number => (z >= 0 ? Math.exp(-z) / (1 + Math.exp(-z)) : 1 / (1 + Math.exp(z)));

function lossOf(f: Float64Array, targets: Float64Array, a: number, b: number): number {
  return f.reduce((sum, value, i) => {
    const z = a * value + b;
    return sum + (z >= 0 ? targets[i] * z + Math.log1p(Math.exp(-z)) : (targets[i] - 1) * z + Math.log1p(Math.exp(z)));
  }, 0);
}

function derivatives(f: Float64Array, targets: Float64Array, a: number, b: number) {
  const ridge = 1e-12;
  const sums = { h11: ridge, h22: ridge, h21: 0, g1: 0, g2: 0 };
  for (let i = 0; i < f.length; i++) {
    const p = positive(a * f[i] + b);
    const curvature = p * (1 - p);
    const difference = targets[i] - p;
    sums.h11 += f[i] * f[i] * curvature;
    sums.h22 += curvature;
    sums.h21 += f[i] * curvature;
    sums.g1 += f[i] * difference;
    sums.g2 += difference;
  }
  return sums;
}
