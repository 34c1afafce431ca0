import { type Picture, reduction } from './picture';

/** Side of a cell, pixels of the kept pictures: 8 CSS pixels. */
const cell = 8 / reduction;
/**
 * How far the mean colour of a cell may be off, of 255. A cell of one colour has no glyph or edge in it, so nothing that a
 * rasteriser may draw otherwise: the tolerance is that of the kept levels. Where there is text, a line that lies half
 * a pixel elsewhere moves a mean by about 10; a word that is missing, by 40 and more.
 */
const tolerance = { plain: 6, drawn: 28 } as const;
/** The range of values within a cell of one colour, of 255. */
const plainRange = 8;
/** A neighbourhood of this many cells each way may hold a few that differ: the edge of a tick, an accent. */
const neighbourhood = { cells: 6, mayDiffer: 5 } as const;
/** And so many of all cells of a picture. */
const shareThatMayDiffer = 0.005;

export interface PictureDifference {
  /** What is different, as a sentence; undefined if the two show the same. */
  readonly finding?: string;
  /** The picture that was taken, faint, with red where it differs. */
  readonly drawing: Picture;
}

/** Whether two kept pictures show the same layout and colours; how glyphs and edges are smoothed does not count. */
export function comparePictures(expected: Picture, actual: Picture): PictureDifference {
  const columns = Math.ceil(Math.min(expected.width, actual.width) / cell);
  const rows = Math.ceil(Math.min(expected.height, actual.height) / cell);
  const differs = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      differs[row * columns + column] = Number(cellDiffers(expected, actual, column, row));
  const finding = findingOf(expected, actual, differs, columns, rows);
  return { ...(finding && { finding }), drawing: drawingOf(actual, differs, columns, rows) };
}

function findingOf(
  expected: Picture,
  actual: Picture,
  differs: Uint8Array,
  columns: number,
  rows: number,
): string | undefined {
  const size = ({ width, height }: Picture) => `${width * reduction} x ${height * reduction} px`;
  if (expected.width !== actual.width || Math.abs(expected.height - actual.height) > cell)
    return `is ${size(actual)}, expected ${size(expected)}`;
  const count = differs.reduce((sum, one) => sum + one, 0);
  if (count > shareThatMayDiffer * differs.length)
    return `differs in ${count} of ${differs.length} cells, first at ${place(differs.indexOf(1), columns)}`;
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const near = countNear(differs, columns, rows, column, row);
      if (near > neighbourhood.mayDiffer)
        return `differs in ${near} neighbouring cells at ${place(row * columns + column, columns)}`;
    }
  return undefined;
}

const place = (index: number, columns: number): string =>
  `${(index % columns) * cell * reduction}, ${Math.floor(index / columns) * cell * reduction} px`;

function countNear(differs: Uint8Array, columns: number, rows: number, column: number, row: number): number {
  let count = 0;
  for (let y = row; y < Math.min(rows, row + neighbourhood.cells); y += 1)
    for (let x = column; x < Math.min(columns, column + neighbourhood.cells); x += 1) count += differs[y * columns + x];
  return count;
}

function cellDiffers(expected: Picture, actual: Picture, column: number, row: number): boolean {
  const [was, is] = [statisticsOf(expected, column, row), statisticsOf(actual, column, row)];
  const plain = Math.max(was.range, is.range) <= plainRange;
  const limit = plain ? tolerance.plain : tolerance.drawn;
  return was.mean.some((value, channel) => Math.abs(value - is.mean[channel]) > limit);
}

function statisticsOf({ width, height, data }: Picture, column: number, row: number) {
  const [right, bottom] = [Math.min(width, (column + 1) * cell), Math.min(height, (row + 1) * cell)];
  const mean = [0, 0, 0];
  let range = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    let [sum, count, least, most] = [0, 0, 255, 0];
    for (let y = row * cell; y < bottom; y += 1)
      for (let x = column * cell; x < right; x += 1) {
        const value = data[(y * width + x) * 3 + channel];
        sum += value;
        count += 1;
        if (value < least) least = value;
        if (value > most) most = value;
      }
    mean[channel] = count > 0 ? sum / count : 0;
    range = Math.max(range, most - least);
  }
  return { mean, range };
}

const red = [220, 0, 0];

function drawingOf(actual: Picture, differs: Uint8Array, columns: number, rows: number): Picture {
  const { width, height } = actual;
  const data = actual.data.map((value) => 128 + (value >> 1));
  for (let y = 0; y < Math.min(height, rows * cell); y += 1)
    for (let x = 0; x < Math.min(width, columns * cell); x += 1)
      if (differs[Math.floor(y / cell) * columns + Math.floor(x / cell)] === 1) data.set(red, (y * width + x) * 3);
  return { width, height, data };
}
