import type { GrayLevels } from '../discretise';
import type { Roi } from '../roi';
import type { Direction } from './directions';

/**
 * Gray levels on the ROI's box, with a border wide enough that no neighbour of an ROI voxel lies outside the array:
 * matrices then need no bounds checks.
 */
export interface LevelGrid {
  /** Rank of the level + 1; 0 outside the ROI. */
  readonly cells: Uint16Array;
  /** Where each ROI voxel stands in `cells`, in raster order. */
  readonly positions: Int32Array;
  readonly levels: Float64Array;
  /** Step in `cells` of an offset. */
  readonly stepOf: (direction: Direction) => number;
}

/** A grid that is laid out once per ROI and refilled for each image. */
export class LevelGridLayout {
  private readonly cells: Uint16Array;
  private readonly positions: Int32Array;
  private readonly rowLength: number;
  private readonly planeLength: number;

  /** @param reach the greatest offset along any axis that will be asked for. */
  constructor(roi: Roi, reach: number) {
    const [nx, ny, nz] = roi.box.size;
    this.rowLength = nx + reach;
    this.planeLength = this.rowLength * (ny + reach);
    const border = reach * (1 + this.rowLength + this.planeLength);
    this.cells = new Uint16Array(this.planeLength * nz + 2 * border);
    this.positions = roi.offsets.map((offset) => {
      const row = Math.floor(offset / nx);
      const plane = Math.floor(row / ny);
      return border + (offset - row * nx) + this.rowLength * (row - plane * ny) + this.planeLength * plane;
    });
  }

  /** The grid holding these levels; valid until the next call. */
  fill({ ranks, levels }: GrayLevels): LevelGrid {
    const { cells, positions, rowLength, planeLength } = this;
    for (let voxel = 0; voxel < positions.length; voxel++) cells[positions[voxel]] = ranks[voxel] + 1;
    const stepOf = ([x, y, z]: Direction) => x + rowLength * y + planeLength * z;
    return { cells, positions, levels, stepOf };
  }
}
