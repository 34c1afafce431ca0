/**
 * Lower Cholesky factor of a symmetric positive definite matrix given as rows; undefined if it is not one. Only the
 * lower triangle is read.
 */
export function cholesky(a: readonly ArrayLike<number>[]): Float64Array[] | undefined {
  const factor = a.map((_, i) => new Float64Array(i + 1));
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i][j];
      for (let k = 0; k < j; k++) sum -= factor[i][k] * factor[j][k];
      if (i === j) {
        if (!(sum > 0)) return undefined;
        factor[i][i] = Math.sqrt(sum);
      } else factor[i][j] = sum / factor[j][j];
    }
  }
  return factor;
}

/** Solves L y = b. */
export function forwardSolve(factor: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const y = new Float64Array(b.length);
  for (let i = 0; i < b.length; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= factor[i][k] * y[k];
    y[i] = sum / factor[i][i];
  }
  return y;
}

/** Solves L L^T x = b. */
export function choleskySolve(factor: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const x = forwardSolve(factor, b);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] -= factor[k][i] * x[k];
    x[i] /= factor[i][i];
  }
  return x;
}

/** Inverse of a lower triangle, as rows. */
export function invertLower(factor: readonly Float64Array[]): number[][] {
  const size = factor.length;
  const columns = Array.from({ length: size }, (_, j) =>
    forwardSolve(
      factor,
      Float64Array.from({ length: size }, (_, i) => (i === j ? 1 : 0)),
    ),
  );
  return factor.map((_, i) => Array.from({ length: i + 1 }, (_, j) => columns[j][i]));
}
