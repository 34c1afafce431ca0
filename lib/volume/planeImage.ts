import type { MaskPart } from './maskPart';
import type { PlaneLayout } from './planeLayout';
import { type Geometry, type Triple, type Volume, voxelOffset } from './volume';

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
}

/** Colour of the region's tint; the outline over it carries the pattern. */
const tint = [255, 209, 92] as const;

/** One slice as it is shown, a pixel for each voxel: grey by the window, the region tinted by `opacity` (0 to 1). */
export function planeImage(
  volume: Volume,
  layout: PlaneLayout,
  index: number,
  greyWindow: GreyWindow,
  region?: { readonly part: MaskPart; readonly opacity: number },
): PlaneImage {
  const [width, height] = [volume.size[layout.across], volume.size[layout.down]];
  const { start, perColumn, perRow } = walk(volume, layout, index);
  const pixels = new Uint8ClampedArray(width * height * 4);
  const words = new Uint32Array(pixels.buffer);
  const { data } = volume;
  // Linear VOI function of PS3.3 C.11.2.1.2.1, onto 0 to 255; the width is at least 1 there.
  const low = greyWindow.centre - 0.5 - (Math.max(1, greyWindow.width) - 1) / 2;
  const scale = 255 / Math.max(1, greyWindow.width - 1);
  let at = 0;
  for (let row = 0; row < height; row += 1) {
    let offset = start + row * perRow;
    for (let column = 0; column < width; column += 1, offset += perColumn) {
      const value = (data[offset] - low) * scale;
      const grey = value <= 0 ? 0 : value >= 255 ? 255 : value | 0;
      // All channels alike, so that the byte order of the machine does not matter but for the opaque alpha.
      words[at++] =
        (littleEndian ? 0xff000000 : 0xff) | (grey << 8) | (grey << 16) | (littleEndian ? grey : grey << 24);
    }
  }
  if (region && region.opacity > 0) tintRegion({ width, height, pixels }, layout, index, region.part, region.opacity);
  return { width, height, pixels };
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Offsets along the rows and columns of a slice as shown. */
function walk(geometry: Geometry, layout: PlaneLayout, index: number) {
  const first = [0, 0, 0];
  first[layout.through] = index;
  if (layout.acrossReversed) first[layout.across] = geometry.size[layout.across] - 1;
  if (layout.downReversed) first[layout.down] = geometry.size[layout.down] - 1;
  const stride = [1, geometry.size[0], geometry.size[0] * geometry.size[1]];
  return {
    start: voxelOffset(geometry, first[0], first[1], first[2]),
    perColumn: (layout.acrossReversed ? -1 : 1) * stride[layout.across],
    perRow: (layout.downReversed ? -1 : 1) * stride[layout.down],
  };
}

function tintRegion(
  { width, height, pixels }: PlaneImage,
  layout: PlaneLayout,
  index: number,
  { mask, lower }: MaskPart,
  opacity: number,
): void {
  eachInside(mask, lower, layout, index, (across, down) => {
    const column = layout.acrossReversed ? width - 1 - across : across;
    const row = layout.downReversed ? height - 1 - down : down;
    const at = (row * width + column) * 4;
    for (let channel = 0; channel < 3; channel += 1)
      pixels[at + channel] += (tint[channel] - pixels[at + channel]) * opacity;
  });
}

/** Calls with the grid positions, across and down, of a slice's voxels that lie inside. */
function eachInside(
  mask: MaskPart['mask'],
  lower: Triple,
  { across, down, through }: PlaneLayout,
  index: number,
  visit: (across: number, down: number) => void,
): void {
  const local = index - lower[through];
  if (local < 0 || local >= mask.size[through]) return;
  const stride = [1, mask.size[0], mask.size[0] * mask.size[1]];
  for (let b = 0; b < mask.size[down]; b += 1)
    for (let a = 0; a < mask.size[across]; a += 1)
      if (mask.data[local * stride[through] + a * stride[across] + b * stride[down]] !== 0)
        visit(a + lower[across], b + lower[down]);
}

/** An edge between a voxel inside and one outside, in voxel units along the plane's grid axes (voxel centres are whole). */
export type OutlineEdge = readonly [acrossFrom: number, downFrom: number, acrossTo: number, downTo: number];

/** The region's border on one slice, voxel edge by voxel edge. */
export function outlineEdges(part: MaskPart, layout: PlaneLayout, index: number): readonly OutlineEdge[] {
  const inside = new Set<number>();
  const rowLength = 1 << 16;
  eachInside(part.mask, part.lower, layout, index, (a, b) => inside.add(b * rowLength + a));
  const edges: OutlineEdge[] = [];
  for (const key of inside) {
    const [a, b] = [key % rowLength, Math.floor(key / rowLength)];
    if (!inside.has(key - 1)) edges.push([a - 0.5, b - 0.5, a - 0.5, b + 0.5]);
    if (!inside.has(key + 1)) edges.push([a + 0.5, b - 0.5, a + 0.5, b + 0.5]);
    if (!inside.has(key - rowLength)) edges.push([a - 0.5, b - 0.5, a + 0.5, b - 0.5]);
    if (!inside.has(key + rowLength)) edges.push([a - 0.5, b + 0.5, a + 0.5, b + 0.5]);
  }
  return edges;
}
