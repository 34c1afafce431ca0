/** Probability that a chi-square variable of so many degrees of freedom exceeds x: Q(df / 2, x / 2). */
export function chiSquareTail(x: number, degrees: number): number {
  if (x <= 0) return 1;
  const [a, z] = [degrees / 2, x / 2];
  const front = Math.exp(a * Math.log(z) - z - logGammaOfHalf(degrees));
  return z < a + 1 ? 1 - front * series(a, z) : front * continuedFraction(a, z);
}

/** ln Gamma(n / 2) for a whole n, by its recurrence from Gamma(1/2) = sqrt(pi) and Gamma(1) = 1. */
function logGammaOfHalf(n: number): number {
  let value = n % 2 === 0 ? 0 : 0.5 * Math.log(Math.PI);
  for (let at = n % 2 === 0 ? 1 : 0.5; at < n / 2 - 0.25; at += 1) value += Math.log(at);
  return value;
}

const enough = 1e-15;

/** Abramowitz and Stegun 6.5.29. */
function series(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * enough; n += 1) {
    term *= z / (a + n);
    sum += term;
  }
  return sum;
}

/** Abramowitz and Stegun 6.5.31, by Lentz's method. */
function continuedFraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let value = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > enough && n < 1000; n += 1) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    change = c * d;
    value *= change;
  }
  return value;
}
