import { originOfBox, type VoxelBox } from '@/lib/volume/box';
import type { Triple, Volume } from '@/lib/volume/volume';
import { type Boundary, voxelBeyond } from './boundary';

/** One-dimensional filter: response(i) = sum over k of taps[k] * image(i - (k - centre)). */
export interface Kernel {
  readonly taps: Float64Array;
  readonly centre: number;
}

/** Kernels along x, y, z; an axis without one is left as it is. */
export type SeparableKernel = readonly [x: Kernel | null, y: Kernel | null, z: Kernel | null];

/**
 * A sum of separable convolutions inside a box, each the outer product of up to three kernels. Only the box and the
 * kernels' reach around it are read.
 */
export function convolveSeparable(
  image: Volume,
  box: VoxelBox,
  kernels: readonly SeparableKernel[],
  boundary: Boundary,
): Volume<Float64Array> {
  const out = new Float64Array(box.size[0] * box.size[1] * box.size[2]);
  const reach = [0, 1, 2].map((axis) => {
    const used = kernels.map((kernel) => kernel[axis]).filter((kernel) => kernel !== null);
    return {
      before: Math.max(0, ...used.map(({ taps, centre }) => taps.length - 1 - centre)),
      after: Math.max(0, ...used.map(({ centre }) => centre)),
    };
  });
  const source = gather(image, box, reach, boundary);
  const alongX = remember((kernel: Kernel | null) => convolveAxis(source, 0, kernel, reach[0]));
  const alongXY = new Map<Block, (kernel: Kernel | null) => Block>();
  for (const [x, y, z] of kernels) {
    const first = alongX(x);
    if (!alongXY.has(first))
      alongXY.set(
        first,
        remember((kernel) => convolveAxis(first, 1, kernel, reach[1])),
      );
    const { data } = convolveAxis(alongXY.get(first)!(y), 2, z, reach[2]);
    for (let i = 0; i < out.length; i++) out[i] += data[i];
  }
  return { ...image, data: out, size: box.size, originLps: originOfBox(image, box) };
}

interface Block {
  readonly data: Float64Array;
  readonly size: Triple;
}

/** Samples read beyond the box: `before` its first voxel on an axis for taps behind the centre, `after` its last. */
interface Reach {
  readonly before: number;
  readonly after: number;
}

/** Rotated kernels share their lines: each is filtered once. */
function remember(compute: (kernel: Kernel | null) => Block): (kernel: Kernel | null) => Block {
  const known = new Map<Kernel | null, Block>();
  return (kernel) => {
    const before = known.get(kernel) ?? compute(kernel);
    known.set(kernel, before);
    return before;
  };
}

function gather({ data, size }: Volume, box: VoxelBox, reach: readonly Reach[], boundary: Boundary): Block {
  const length = box.size.map((count, axis) => count + reach[axis].before + reach[axis].after);
  const indices = length.map((count, axis) =>
    Int32Array.from({ length: count }, (_, k) =>
      voxelBeyond(box.lower[axis] - reach[axis].before + k, size[axis], boundary),
    ),
  );
  const samples = new Float64Array(length[0] * length[1] * length[2]);
  let to = 0;
  for (const z of indices[2])
    for (const y of indices[1]) {
      const row = size[0] * (y + size[1] * z);
      for (const x of indices[0]) {
        if (x >= 0 && y >= 0 && z >= 0) samples[to] = data[row + x];
        to++;
      }
    }
  return { data: samples, size: [length[0], length[1], length[2]] };
}

/** Filters along one axis and cuts the axis to the box. */
function convolveAxis({ data, size }: Block, axis: number, kernel: Kernel | null, reach: Reach): Block {
  const { taps, centre } = kernel ?? identity;
  const count = size[axis] - reach.before - reach.after;
  const outSize = size.map((length, a) => (a === axis ? count : length));
  const inner = axis === 0 ? 1 : axis === 1 ? size[0] : size[0] * size[1];
  const outer = (outSize[0] * outSize[1] * outSize[2]) / (inner * count);
  const out = new Float64Array(outSize[0] * outSize[1] * outSize[2]);
  for (let o = 0; o < outer; o++)
    for (let k = 0; k < taps.length; k++) {
      if (taps[k] === 0) continue;
      const from = (o * size[axis] + reach.before - (k - centre)) * inner;
      addScaled(out, o * count * inner, data, from, count * inner, taps[k]);
    }
  return { data: out, size: [outSize[0], outSize[1], outSize[2]] };
}

const identity: Kernel = { taps: Float64Array.of(1), centre: 0 };

function addScaled(
  out: Float64Array,
  to: number,
  data: Float64Array,
  from: number,
  count: number,
  factor: number,
): void {
  for (let i = 0; i < count; i++) out[to + i] += factor * data[from + i];
}
