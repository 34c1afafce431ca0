import type { BodyFrame } from './bodyFrame';

const { abs, floor, max, min, PI } = Math;

/** The side of a body: its distance from the frame's axis for each height and angle. */
export interface Wall {
  /** Heights, 1 mm apart. */
  readonly rows: number;
  /** Height of the first row, mm. */
  readonly firstW: number;
  /** mm, angles fastest. */
  readonly radii: Float32Array;
}

/** An endplate: its height for each place of a grid of 1 mm. */
export interface Endplate {
  readonly columns: number;
  readonly rows: number;
  /** Place of the first column and row, mm. */
  readonly firstU: number;
  readonly firstV: number;
  readonly heights: Float32Array;
}

/** A body as the solid within its wall and between its endplates. */
export interface BodyModel {
  readonly frame: BodyFrame;
  readonly wall: Wall;
  readonly top: Endplate;
  readonly bottom: Endplate;
}

/** Directions around the axis, from u towards v. */
export const angleCount = 72;
export const angleOf = (column: number): number => ((column % angleCount) / angleCount) * 2 * PI;

/** Radius between the four nearest places; above and below the rows the nearest row's. */
export function radiusAt({ rows, firstW, radii }: Wall, angle: number, w: number): number {
  const column = columnAt(angle);
  const left = floor(column) % angleCount;
  const right = (left + 1) % angleCount;
  const share = column - floor(column);
  const row = max(0, min(rows - 1, w - firstW));
  const low = floor(row) * angleCount;
  const high = min(rows - 1, floor(row) + 1) * angleCount;
  const below = radii[low + left] * (1 - share) + radii[low + right] * share;
  const above = radii[high + left] * (1 - share) + radii[high + right] * share;
  return below + (row - floor(row)) * (above - below);
}

/** Height between the four nearest places; beyond the grid the nearest place's. */
export function heightAt({ columns, rows, firstU, firstV, heights }: Endplate, u: number, v: number): number {
  const x = max(0, min(columns - 1, u - firstU));
  const y = max(0, min(rows - 1, v - firstV));
  const i = floor(x);
  const right = min(columns - 1, i + 1);
  const near = floor(y) * columns;
  const far = min(rows - 1, floor(y) + 1) * columns;
  const before = heights[near + i] + (x - i) * (heights[near + right] - heights[near + i]);
  const after = heights[far + i] + (x - i) * (heights[far + right] - heights[far + i]);
  return before + (y - floor(y)) * (after - before);
}

/** A value around the axis between its two nearest angles. */
export function aroundAt(values: Float32Array, angle: number): number {
  const column = columnAt(angle);
  const left = floor(column) % angleCount;
  const share = column - floor(column);
  return values[left] * (1 - share) + values[(left + 1) % angleCount] * share;
}

/** An angle in columns, 0 to angleCount. */
const columnAt = (angle: number): number => (angle / (2 * PI) - floor(angle / (2 * PI))) * angleCount;

/** [1 2 1] / 4 along rows and columns. */
export function softened(values: Float32Array, columns: number, wraps: boolean): Float32Array {
  const rows = values.length / columns;
  const at = (row: number, column: number): number => {
    const inside = wraps ? (column + columns) % columns : max(0, min(columns - 1, column));
    return values[max(0, min(rows - 1, row)) * columns + inside];
  };
  return values.map((_, place) => {
    const row = floor(place / columns);
    const column = place % columns;
    let sum = 0;
    for (let a = -1; a <= 1; a += 1)
      for (let b = -1; b <= 1; b += 1) sum += at(row + a, column + b) * (2 - abs(a)) * (2 - abs(b));
    return sum / 16;
  });
}
