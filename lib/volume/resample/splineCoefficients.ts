import type { Triple } from '../volume';

const pole = Math.sqrt(3) - 2;
/** Terms of the first coefficient's series that are kept on long lines: the next one is below 1e-10. */
const horizon = Math.ceil(Math.log(1e-10) / Math.log(Math.abs(pole)));

/**
 * Turns samples into the coefficients of the cubic B-spline through them, in place, along x, then y, then z, with mirror
 * borders (M. Unser, IEEE Signal Processing Magazine 16(6):22, 1999, box 2), in the operations of ITK's
 * BSplineDecompositionImageFilter.
 */
export function toSplineCoefficients(data: Float64Array, size: Triple): void {
  const [nx, ny, nz] = size;
  const row = new Float64Array(Math.max(nx, ny, nz));
  for (let line = 0; line < ny * nz; line++) filterLine(data, line * nx, 1, nx, row);
  for (let z = 0; z < nz; z++) for (let x = 0; x < nx; x++) filterLine(data, x + z * nx * ny, nx, ny, row);
  for (let line = 0; line < nx * ny; line++) filterLine(data, line, nx * ny, nz, row);
}

function filterLine(data: Float64Array, start: number, stride: number, length: number, c: Float64Array): void {
  if (length === 1) return;
  const gain = (1 - pole) * (1 - 1 / pole);
  for (let n = 0; n < length; n++) c[n] = data[start + n * stride] * gain;
  c[0] = firstCausal(c, length);
  for (let n = 1; n < length; n++) c[n] += pole * c[n - 1];
  c[length - 1] = (pole / (pole * pole - 1)) * (pole * c[length - 2] + c[length - 1]);
  for (let n = length - 2; n >= 0; n--) c[n] = pole * (c[n + 1] - c[n]);
  for (let n = 0; n < length; n++) data[start + n * stride] = c[n];
}

function firstCausal(c: Float64Array, length: number): number {
  let power = pole;
  if (horizon < length) {
    let sum = c[0];
    for (let n = 1; n < horizon; n++) {
      sum += power * c[n];
      power *= pole;
    }
    return sum;
  }
  const inverse = 1 / pole;
  let mirrored = pole ** (length - 1);
  let sum = c[0] + mirrored * c[length - 1];
  mirrored = mirrored * (mirrored * inverse);
  for (let n = 1; n <= length - 2; n++) {
    sum += (power + mirrored) * c[n];
    power *= pole;
    mirrored *= inverse;
  }
  return sum / (1 - power * power);
}
