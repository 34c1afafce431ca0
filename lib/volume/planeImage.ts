import { type Mask, type Volume, voxelOffset } from './volume';

export type Plane = 'axial' | 'sagittal' | 'coronal';

/** Window of the display, HU (DICOM PS3.3 C.11.2.1.2). */
export interface GreyWindow {
  readonly centre: number;
  readonly width: number;
}

export const boneWindow: GreyWindow = { centre: 400, width: 1800 };
export const softWindow: GreyWindow = { centre: 50, width: 400 };

export interface PlaneImage {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row from the top. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Size of a pixel in mm, for the aspect ratio. */
  readonly pixelMm: readonly [x: number, y: number];
}

/** Outline that is readable on black and on white: bright dashes between dark ones. */
const outlineLight = [255, 209, 92] as const;
const outlineDark = [20, 20, 20] as const;

/**
 * One plane of the grid as it is shown: grey by the window, the mask's outline on top. For a volume whose z runs to the head,
 * sagittal and coronal planes have the head at the top.
 */
export function planeImage(
  volume: Volume,
  mask: Mask | undefined,
  plane: Plane,
  index: number,
  greyWindow: GreyWindow,
): PlaneImage {
  const [nx, ny, nz] = volume.size;
  const [width, height] = plane === 'axial' ? [nx, ny] : plane === 'sagittal' ? [ny, nz] : [nx, nz];
  const offsetOf = (column: number, row: number): number => {
    if (plane === 'axial') return voxelOffset(volume, column, row, index);
    return plane === 'sagittal'
      ? voxelOffset(volume, index, column, nz - 1 - row)
      : voxelOffset(volume, column, index, nz - 1 - row);
  };
  const pixels = new Uint8ClampedArray(width * height * 4);
  const low = greyWindow.centre - greyWindow.width / 2;
  const scale = 255 / greyWindow.width;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const at = (row * width + column) * 4;
      const grey = (volume.data[offsetOf(column, row)] - low) * scale;
      pixels[at] = pixels[at + 1] = pixels[at + 2] = grey;
      pixels[at + 3] = 255;
    }
  }
  if (mask) drawOutline(pixels, width, height, (column, row) => mask.data[offsetOf(column, row)] !== 0);
  const [sx, sy, sz] = volume.spacingMm;
  return { width, height, pixels, pixelMm: plane === 'axial' ? [sx, sy] : plane === 'sagittal' ? [sy, sz] : [sx, sz] };
}

function drawOutline(
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  inside: (column: number, row: number) => boolean,
): void {
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (!inside(column, row)) continue;
      const border =
        column === 0 ||
        row === 0 ||
        column === width - 1 ||
        row === height - 1 ||
        !inside(column - 1, row) ||
        !inside(column + 1, row) ||
        !inside(column, row - 1) ||
        !inside(column, row + 1);
      if (!border) continue;
      const [red, green, blue] = (column + row) % 4 < 3 ? outlineLight : outlineDark;
      const at = (row * width + column) * 4;
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
    }
  }
}

/** Box of a mask in voxels, or undefined for an empty one. */
export function maskBox({
  data,
  size: [nx, ny],
}: Mask): { readonly low: [number, number, number]; readonly high: [number, number, number] } | undefined {
  const low: [number, number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high: [number, number, number] = [-1, -1, -1];
  for (let offset = 0; offset < data.length; offset += 1) {
    if (data[offset] === 0) continue;
    const point = [offset % nx, Math.floor(offset / nx) % ny, Math.floor(offset / (nx * ny))];
    for (let axis = 0; axis < 3; axis += 1) {
      low[axis] = Math.min(low[axis], point[axis]);
      high[axis] = Math.max(high[axis], point[axis]);
    }
  }
  return high[0] < 0 ? undefined : { low, high };
}
