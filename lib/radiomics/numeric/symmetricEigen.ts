/**
 * All eigenvalues of a symmetric matrix, ascending.
 *
 * Householder reduction to tridiagonal form, then implicit-shift QL without vectors (Golub & Van Loan, Matrix
 * Computations, 4th ed., 8.3): 4/3 n^3 operations, the least that a dense solve needs.
 * @param matrix n x n, row-major; only the lower triangle is read; overwritten.
 */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  tridiagonalise(matrix, n, diagonal, offDiagonal);
  implicitQl(diagonal, offDiagonal, n);
  return diagonal.sort();
}

/** Variances that are rounding of 0 (a flat or straight set of points) as 0; their square root would look like a length. */
export function withoutRounding(variances: Float64Array): number[] {
  const least = 1e-14 * variances[variances.length - 1];
  return Array.from(variances, (variance) => (variance < least ? 0 : variance));
}

/** Householder: on return `diagonal` and `off[1..]` hold the tridiagonal matrix. */
function tridiagonalise(a: Float64Array, n: number, diagonal: Float64Array, off: Float64Array): void {
  for (let i = n - 1; i > 0; i--) {
    const row = i * n;
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(a[row + k]);
    if (i === 1 || scale === 0) {
      off[i] = a[row + i - 1];
      continue;
    }
    let norm2 = 0;
    for (let k = 0; k < i; k++) {
      a[row + k] /= scale;
      norm2 += a[row + k] * a[row + k];
    }
    const last = a[row + i - 1];
    const g = last >= 0 ? -Math.sqrt(norm2) : Math.sqrt(norm2);
    off[i] = scale * g;
    const h = norm2 - last * g;
    a[row + i - 1] = last - g;
    reflect(a, n, i, h, off);
  }
  off[0] = 0;
  for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i];
}

/** Applies the reflection held in row i to the leading i x i block; `p` is scratch of at least i numbers. */
function reflect(a: Float64Array, n: number, i: number, h: number, p: Float64Array): void {
  const u = i * n;
  p.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const uj = a[u + j];
    let sum = a[j * n + j] * uj;
    for (let k = 0; k < j; k++) {
      const value = a[j * n + k];
      sum += value * a[u + k];
      p[k] += value * uj;
    }
    p[j] += sum;
  }
  let uDotP = 0;
  for (let j = 0; j < i; j++) {
    p[j] /= h;
    uDotP += p[j] * a[u + j];
  }
  const shift = uDotP / (h + h);
  for (let j = 0; j < i; j++) {
    const uj = a[u + j];
    const qj = p[j] - shift * uj;
    p[j] = qj;
    for (let k = 0; k <= j; k++) a[j * n + k] -= uj * p[k] + qj * a[u + k];
  }
}

/** QL with implicit shifts on a tridiagonal matrix; eigenvalues replace the diagonal. */
function implicitQl(d: Float64Array, e: Float64Array, n: number): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i];
  if (n > 0) e[n - 1] = 0;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(d[i]) + Math.abs(e[i]));
  // Many eigenvalues of 0 leave neighbours on the diagonal that are themselves rounding: the matrix sets the scale.
  const negligible = Number.EPSILON * largest;
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]) > negligible) m++;
      if (m === l) break;
      if (sweep === 60) throw new Error('implicit QL did not converge');
      qlSweep(d, e, l, m);
    }
  }
}

function qlSweep(d: Float64Array, e: Float64Array, l: number, m: number): void {
  let g = (d[l + 1] - d[l]) / (2 * e[l]);
  let r = Math.hypot(g, 1);
  g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1] - p;
    r = (d[i] - g) * sine + 2 * cosine * b;
    p = sine * r;
    d[i + 1] = g + p;
    g = cosine * r - b;
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}
