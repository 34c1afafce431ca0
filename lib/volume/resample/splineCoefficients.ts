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
  for (let line = 0; line < ny * nz; line++) filterLines(data, line * nx, 1, nx, 1);
  for (let z = 0; z < nz; z++) filterLines(data, z * nx * ny, nx, ny, nx);
  for (let y = 0; y < ny; y++) filterLines(data, y * nx, nx * ny, nz, nx);
}

/** Filters `lanes` neighbouring lines side by side, each of `length` samples `stride` apart. */
function filterLines(c: Float64Array, start: number, stride: number, length: number, lanes: number): void {
  if (length === 1) return;
  const gain = (1 - pole) * (1 - 1 / pole);
  const end = start + (length - 1) * stride;
  for (let row = start; row <= end; row += stride) for (let at = row; at < row + lanes; at++) c[at] *= gain;
  for (let at = start; at < start + lanes; at++) c[at] = firstCausal(c, at, stride, length);
  for (let row = start + stride; row <= end; row += stride)
    for (let at = row; at < row + lanes; at++) c[at] += pole * c[at - stride];
  const turn = pole / (pole * pole - 1);
  for (let at = end; at < end + lanes; at++) c[at] = turn * (pole * c[at - stride] + c[at]);
  for (let row = end - stride; row >= start; row -= stride)
    for (let at = row; at < row + lanes; at++) c[at] = pole * (c[at + stride] - c[at]);
}

function firstCausal(c: Float64Array, start: number, stride: number, length: number): number {
  let power = pole;
  if (horizon < length) {
    let sum = c[start];
    for (let n = 1; n < horizon; n++) {
      sum += power * c[start + n * stride];
      power *= pole;
    }
    return sum;
  }
  const inverse = 1 / pole;
  let mirrored = pole ** (length - 1);
  let sum = c[start] + mirrored * c[start + (length - 1) * stride];
  mirrored = mirrored * (mirrored * inverse);
  for (let n = 1; n <= length - 2; n++) {
    sum += (power + mirrored) * c[start + n * stride];
    power *= pole;
    mirrored *= inverse;
  }
  return sum / (1 - power * power);
}
