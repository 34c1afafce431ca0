export type Interpolation = 'nearest' | 'linear' | 'cubic-spline';

/** Beyond the image: 0, or the value at its edge. */
export type Outside = 'zero' | 'extend';

/** Neighbours that each interpolation reads along one axis. */
const neighbourCount = { nearest: 1, linear: 2, 'cubic-spline': 4 } as const;

/**
 * Where the voxels of one x line of a new grid fall along one axis of the old one: the voxels to read, their weights,
 * and whether the position lies in the image. Most lines share the positions of the line before, so that weights are
 * worked out once.
 */
export class LineWeights {
  /** Voxels along the axis, `neighbourCount` for each position. */
  readonly indices: Int32Array;
  /** Spline: a weight for each voxel. Linear: the share of the second voxel, at the first one's place. */
  readonly weights: Float64Array;
  /** 1 where the position is in [-0.5, size - 0.5). */
  readonly inside: Uint8Array;
  private start = Number.NaN;
  private end = Number.NaN;

  constructor(
    private readonly size: number,
    private readonly count: number,
    private readonly interpolation: Interpolation,
    private readonly outside: Outside,
  ) {
    const perPosition = neighbourCount[interpolation];
    this.indices = new Int32Array(count * perPosition);
    this.weights = new Float64Array(count * perPosition);
    this.inside = new Uint8Array(count);
  }

  /** @param end position of the voxel after the line's last one, from which ITK interpolates the others */
  place(start: number, end: number): void {
    if (start === this.start && end === this.end) return;
    this.start = start;
    this.end = end;
    for (let i = 0; i < this.count; i++) {
      // Along the other axes of a parallel grid a line stays where it is.
      if (i > 0 && start === end) this.repeatFirst(i);
      else this.placeOne(i, start + (i / this.count) * (end - start));
    }
  }

  private placeOne(i: number, exact: number): void {
    const within = exact >= -0.5 && exact < this.size - 0.5;
    const position = within ? exact : Math.min(Math.max(exact, -0.5), this.size - 0.5);
    this.inside[i] = within || this.outside === 'extend' ? 1 : 0;
    if (this.interpolation === 'nearest') this.indices[i] = Math.min(Math.floor(position + 0.5), this.size - 1);
    else if (this.interpolation === 'linear') this.placeLinear(2 * i, position);
    else this.placeSpline(4 * i, position);
  }

  private repeatFirst(i: number): void {
    const perPosition = neighbourCount[this.interpolation];
    this.inside[i] = this.inside[0];
    for (let k = 0; k < perPosition; k++) {
      this.indices[i * perPosition + k] = this.indices[k];
      this.weights[i * perPosition + k] = this.weights[k];
    }
  }

  private placeLinear(at: number, position: number): void {
    const first = Math.max(Math.floor(position), 0);
    const next = Math.min(first + 1, this.size - 1);
    this.indices[at] = first;
    this.indices[at + 1] = next;
    this.weights[at] = next === first ? 0 : Math.max(position - first, 0);
  }

  private placeSpline(at: number, position: number): void {
    // ITK finds the support from the position rounded to single precision.
    const first = Math.floor(Math.fround(position)) - 1;
    const w = position - (first + 1);
    const w3 = (1 / 6) * w * w * w;
    const w0 = 1 / 6 + 0.5 * w * (w - 1) - w3;
    const w2 = w + w0 - 2 * w3;
    this.weights[at] = w0;
    this.weights[at + 1] = 1 - w0 - w2 - w3;
    this.weights[at + 2] = w2;
    this.weights[at + 3] = w3;
    for (let k = 0; k < 4; k++) this.indices[at + k] = mirrored(first + k, this.size);
  }
}

function mirrored(index: number, size: number): number {
  if (size === 1) return 0;
  const folded = index < 0 ? -index : index;
  return folded >= size - 1 ? 2 * (size - 1) - folded : folded;
}
