import type { Geometry, Matrix3, Triple } from '../volume';

/**
 * Index <-> patient coordinates with the operations in ITK's order. Resampling into integers truncates, so that one
 * unit in the last place of a coordinate can change a voxel by 1 HU where the image is flat.
 */

/** Patient position in mm of a voxel, as ITK's TransformIndexToPhysicalPoint: columns are added from z to x. */
export function pointOfIndex({ originLps, spacingMm, direction }: Geometry, index: Triple): Triple {
  const row = (r: number) => {
    let sum = originLps[r];
    for (let axis = 2; axis >= 0; axis--) sum += direction[3 * r + axis] * spacingMm[axis] * index[axis];
    return sum;
  };
  return [row(0), row(1), row(2)];
}

/** Patient position in mm of a fractional index, as TransformContinuousIndexToPhysicalPoint: origin added last. */
export function pointOfContinuousIndex({ originLps, spacingMm, direction }: Geometry, index: Triple): Triple {
  const row = (r: number) => {
    let sum = 0;
    for (let axis = 0; axis < 3; axis++) sum += direction[3 * r + axis] * spacingMm[axis] * index[axis];
    return sum + originLps[r];
  };
  return [row(0), row(1), row(2)];
}

/** Fractional index of a patient position, given `inverseOf` the grid. */
export function continuousIndexOf({ originLps }: Geometry, inverse: Matrix3, point: Triple): Triple {
  const offset = point.map((value, axis) => value - originLps[axis]);
  const row = (r: number) =>
    inverse[3 * r] * offset[0] + inverse[3 * r + 1] * offset[1] + inverse[3 * r + 2] * offset[2];
  return [row(0), row(1), row(2)];
}

/** Inverse of direction x spacing; exact (the reciprocal of the spacing) for grids parallel to the patient's axes. */
export function inverseOf({ spacingMm, direction }: Geometry): Matrix3 {
  const m = direction.map((cosine, i) => cosine * spacingMm[i % 3]);
  const permuted = permutationInverse(m);
  if (permuted) return permuted;
  const cofactor = (a: number, b: number, c: number, d: number) => m[a] * m[d] - m[b] * m[c];
  const determinant = m[0] * cofactor(4, 5, 7, 8) - m[1] * cofactor(3, 5, 6, 8) + m[2] * cofactor(3, 4, 6, 7);
  return [
    cofactor(4, 5, 7, 8) / determinant,
    cofactor(2, 1, 8, 7) / determinant,
    cofactor(1, 2, 4, 5) / determinant,
    cofactor(5, 3, 8, 6) / determinant,
    cofactor(0, 2, 6, 8) / determinant,
    cofactor(2, 0, 5, 3) / determinant,
    cofactor(3, 4, 6, 7) / determinant,
    cofactor(1, 0, 7, 6) / determinant,
    cofactor(0, 1, 3, 4) / determinant,
  ];
}

/** The inverse if each row and column has one entry other than 0. */
function permutationInverse(m: readonly number[]): Matrix3 | undefined {
  const inverse = new Array<number>(9).fill(0);
  const used = new Set<number>();
  for (let row = 0; row < 3; row++) {
    const columns = [0, 1, 2].filter((column) => m[3 * row + column] !== 0);
    if (columns.length !== 1 || used.has(columns[0])) return undefined;
    used.add(columns[0]);
    inverse[3 * columns[0] + row] = 1 / m[3 * row + columns[0]];
  }
  return inverse as unknown as Matrix3;
}
