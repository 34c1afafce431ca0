/**
 * Counts by gray level and size: runs (GLRLM), zones (GLSZM) or dependences (GLDM). Only cells that occur are held, so
 * that a zone of a hundred thousand voxels costs one cell.
 */
export interface SizeMatrix {
  /** True bin number, size and count of each occupied cell. */
  readonly level: Float64Array;
  readonly size: Float64Array;
  readonly count: Float64Array;
}

/**
 * Occupied cells of a dense matrix, row = rank of level, column = size - 1.
 * @param skipped columns before the first that are not part of the matrix.
 */
export function occupiedCells(dense: Uint32Array, levels: Float64Array, columns: number, skipped = 0): SizeMatrix {
  let cells = 0;
  for (let at = 0; at < dense.length; at++) if (dense[at] !== 0 && at % (columns + skipped) >= skipped) cells++;
  const level = new Float64Array(cells);
  const size = new Float64Array(cells);
  const count = new Float64Array(cells);
  let cell = 0;
  for (let rank = 0; rank < levels.length; rank++)
    for (let column = 0; column < columns; column++) {
      const here = dense[rank * (columns + skipped) + column + skipped];
      if (here === 0) continue;
      level[cell] = levels[rank];
      size[cell] = column + 1;
      count[cell++] = here;
    }
  return { level, size, count };
}

/** Weighted sum of matrices, cell by cell. */
export function mergeSizeMatrices(matrices: readonly SizeMatrix[], weights: readonly number[]): SizeMatrix {
  const cells = new Map<string, [number, number, number]>();
  matrices.forEach((matrix, m) => {
    for (let cell = 0; cell < matrix.count.length; cell++) {
      const key = `${matrix.level[cell]},${matrix.size[cell]}`;
      const known = cells.get(key);
      if (known) known[2] += weights[m] * matrix.count[cell];
      else cells.set(key, [matrix.level[cell], matrix.size[cell], weights[m] * matrix.count[cell]]);
    }
  });
  const sorted = [...cells.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const column = (i: 0 | 1 | 2) => Float64Array.from(sorted, (cell) => cell[i]);
  return { level: column(0), size: column(1), count: column(2) };
}
