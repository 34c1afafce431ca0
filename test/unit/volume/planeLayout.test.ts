import { outlineEdges, planeImage } from '@/lib/volume/planeImage';
import { indexPoint, planeLayout } from '@/lib/volume/planeLayout';
import { type PlaneScreen, panBy, toCanvas, toIndex, zoomAt } from '@/lib/volume/planeView';
import { identityDirection, type Matrix3, type Triple, type Volume } from '@/lib/volume/volume';

const permutations: readonly Triple[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];
const signs: readonly Triple[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => [
  bits & 1 ? -1 : 1,
  bits & 2 ? -1 : 1,
  bits & 4 ? -1 : 1,
]);

/** Grid axis i runs along patient axis order[i], forwards or backwards: all 48 ways. */
const orientations = permutations.flatMap((order) => signs.map((sign) => ({ order, sign })));

function directionOf({ order, sign }: { readonly order: Triple; readonly sign: Triple }): Matrix3 {
  const d = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const axis of [0, 1, 2]) d[3 * order[axis] + axis] = sign[axis];
  return d as unknown as Matrix3;
}

/** One bright voxel towards the patient's left, back and head. */
function markedVolume(orientation: { readonly order: Triple; readonly sign: Triple }): Volume {
  const size: Triple = [5, 7, 9];
  const data = new Int16Array(size[0] * size[1] * size[2]);
  const at = [0, 1, 2].map((axis) => (orientation.sign[axis] > 0 ? size[axis] - 1 : 0));
  data[at[0] + size[0] * (at[1] + size[1] * at[2])] = 1000;
  return { size, spacingMm: [1, 2, 3], originLps: [0, 0, 0], direction: directionOf(orientation), data };
}

const bright = { centre: 500, width: 1000 };

describe('a plane of a CT, in all 48 ways that its grid may run', () => {
  test.each(orientations)(
    'axes $order with signs $sign show left at the right, back below, head above',
    (orientation) => {
      const volume = markedVolume(orientation);
      const corner = (plane: 'axial' | 'sagittal' | 'coronal') => {
        const layout = planeLayout(volume, plane);
        const index = orientation.sign[layout.through] > 0 ? volume.size[layout.through] - 1 : 0;
        const { width, height, pixels } = planeImage(volume, layout, index, bright);
        const found = pixels.findIndex((value, i) => i % 4 === 0 && value === 255) / 4;
        const { left, right, top, bottom } = layout.letters;
        expect(left + right + top + bottom).toBe({ axial: 'RLAP', sagittal: 'APHF', coronal: 'RLHF' }[plane]);
        return [found % width === width - 1 ? 'right' : 'left', found < width ? 'top' : 'bottom', height > 1];
      };
      expect(corner('axial')).toEqual(['right', 'bottom', true]);
      expect(corner('sagittal')).toEqual(['right', 'top', true]);
      expect(corner('coronal')).toEqual(['right', 'top', true]);
    },
  );

  test('an oblique grid has two letters where it leans more than 15 degrees', () => {
    const [sine, cosine] = [Math.sin(0.35), Math.cos(0.35)];
    const volume = {
      ...markedVolume(orientations[0]),
      direction: [1, 0, 0, 0, cosine, -sine, 0, sine, cosine] as Matrix3,
    };
    expect(planeLayout(volume, 'axial').letters).toMatchObject({ bottom: 'PH', top: 'AF', left: 'R' });
  });
});

describe('a position on a plane', () => {
  const volume = { ...markedVolume(orientations[0]), direction: identityDirection };
  const screen: PlaneScreen = {
    layout: planeLayout(volume, 'coronal'),
    geometry: volume,
    view: { centre: indexPoint([2, 3, 4]), fieldMm: 20 },
    widthPx: 300,
    heightPx: 200,
  };
  test('comes back from the canvas as it went', () => {
    const point = indexPoint([1.25, 3, 6.5]);
    const back = toIndex(screen, toCanvas(screen, point), 3);
    expect(back.x).toBeCloseTo(1.25, 10);
    expect(back.z).toBeCloseTo(6.5, 10);
  });

  test('stays under the pointer while it is zoomed, and moves with the pointer while it is dragged', () => {
    const at = { frame: 'canvas', x: 40, y: 150 } as const;
    const before = toIndex(screen, at, 3);
    expect(toIndex({ ...screen, view: zoomAt(screen, at, 2) }, at, 3)).toEqual({
      ...before,
      x: expect.closeTo(before.x, 10),
      z: expect.closeTo(before.z, 10),
    });
    const dragged = { ...screen, view: panBy(screen, 25, -10) };
    const moved = toCanvas(dragged, before);
    expect([moved.x, moved.y]).toEqual([expect.closeTo(65, 10), expect.closeTo(140, 10)]);
  });
});

describe('the outline of a region', () => {
  test('is the edges between inside and outside, whichever way the plane is shown', () => {
    const geometry = {
      size: [3, 3, 1],
      spacingMm: [1, 1, 1],
      originLps: [0, 0, 0],
      direction: identityDirection,
    } as const;
    const mask = { ...geometry, data: Uint8Array.of(1, 1, 0, 1, 1, 0, 0, 0, 0) };
    const edges = outlineEdges({ mask, lower: [10, 20, 5] }, planeLayout(geometry, 'axial'), 5);
    expect(edges).toHaveLength(8);
    expect(edges).toContainEqual([9.5, 19.5, 9.5, 20.5]);
    expect(outlineEdges({ mask, lower: [10, 20, 5] }, planeLayout(geometry, 'axial'), 6)).toEqual([]);
  });
});
