/** Rows of numbers, row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

export function matrixOf(rows: readonly ArrayLike<number>[], columns = rows[0]?.length ?? 0): Matrix {
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    if (row.length !== columns) throw new RangeError(`row ${i} has ${row.length} values, expected ${columns}`);
    data.set(row, i * columns);
  });
  return { rows: rows.length, columns, data };
}

export const rowOf = ({ data, columns }: Matrix, row: number): Float64Array =>
  data.subarray(row * columns, (row + 1) * columns);

export const columnOf = ({ data, rows, columns }: Matrix, column: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => data[row * columns + column]);

export const takeRows = (matrix: Matrix, rows: readonly number[]): Matrix =>
  matrixOf(
    rows.map((row) => rowOf(matrix, row)),
    matrix.columns,
  );

export function takeColumns(matrix: Matrix, columns: readonly number[]): Matrix {
  return matrixOf(
    Array.from({ length: matrix.rows }, (_, row) =>
      columns.map((column) => matrix.data[row * matrix.columns + column]),
    ),
    columns.length,
  );
}

export const takeLabels = (labels: Uint8Array, rows: readonly number[]): Uint8Array =>
  Uint8Array.from(rows, (row) => labels[row]);
