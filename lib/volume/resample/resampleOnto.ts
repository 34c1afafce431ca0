import { cropToBox, type VoxelBox } from '../box';
import type { Geometry, Triple, Volume, VoxelArray } from '../volume';
import { type Interpolation, LineWeights, type Outside } from './lineWeights';
import { continuousIndexOf, inverseOf, pointOfIndex } from './physicalSpace';
import { toSplineCoefficients } from './splineCoefficients';

/**
 * An image on another grid, voxel for voxel what ITK's ResampleImageFilter gives with an identity transform: positions
 * are interpolated along each x line of the new grid, integers are clamped to their
 * type and cut off towards zero. Only the part of the image that the new grid touches is processed.
 * @param outside what lies half a voxel and more beyond the outermost voxel centres; ITK has 0 there
 */
export function resampleOnto<T extends VoxelArray>(
  image: Volume<T>,
  grid: Geometry,
  interpolation: Interpolation,
  outside: Outside = 'zero',
): Volume<T> {
  const out = new (image.data.constructor as new (length: number) => T)(grid.size[0] * grid.size[1] * grid.size[2]);
  const inverse = inverseOf(image);
  const limits = limitsOf(out);
  const sampleLine = samplerFor(image, grid, interpolation);
  const lines = [0, 1, 2].map((axis) => new LineWeights(image.size[axis], grid.size[0], interpolation, outside));
  const values = new Float64Array(grid.size[0]);
  let to = 0;
  for (let z = 0; z < grid.size[2]; z++)
    for (let y = 0; y < grid.size[1]; y++, to += grid.size[0]) {
      const start = continuousIndexOf(image, inverse, pointOfIndex(grid, [0, y, z]));
      const end = continuousIndexOf(image, inverse, pointOfIndex(grid, [grid.size[0], y, z]));
      for (let axis = 0; axis < 3; axis++) lines[axis].place(start[axis], end[axis]);
      sampleLine(lines, values);
      if (limits) truncateInto(values, limits);
      out.set(values, to);
    }
  return { ...grid, data: out };
}

/** Values along one line of the new grid; 0 where a position is outside. */
type LineSampler = (lines: readonly LineWeights[], values: Float64Array) => void;

function samplerFor(image: Volume, grid: Geometry, interpolation: Interpolation): LineSampler {
  const box = touchedBox(image, grid, interpolation);
  const { data, size } = cropToBox(image, box);
  const samples = Float64Array.from(data);
  if (interpolation === 'cubic-spline') toSplineCoefficients(samples, size);
  const sample = { nearest: nearestLine, linear: linearLine, 'cubic-spline': splineLine }[interpolation];
  const origin = box.lower[0] + size[0] * (box.lower[1] + size[1] * box.lower[2]);
  return ([lx, ly, lz], values) => sample(samples, size, origin, lx, ly, lz, values);
}

function nearestLine(
  samples: Float64Array,
  [nx, ny]: Triple,
  origin: number,
  lx: LineWeights,
  ly: LineWeights,
  lz: LineWeights,
  values: Float64Array,
): void {
  for (let x = 0; x < values.length; x++)
    values[x] =
      lx.inside[x] & ly.inside[x] & lz.inside[x]
        ? samples[lx.indices[x] + nx * (ly.indices[x] + ny * lz.indices[x]) - origin]
        : 0;
}

function linearLine(
  samples: Float64Array,
  [nx, ny]: Triple,
  origin: number,
  lx: LineWeights,
  ly: LineWeights,
  lz: LineWeights,
  values: Float64Array,
): void {
  for (let x = 0; x < values.length; x++) {
    values[x] = 0;
    if (!(lx.inside[x] & ly.inside[x] & lz.inside[x])) continue;
    const k = 2 * x;
    const wx = lx.weights[k];
    const wy = ly.weights[k];
    const a = lx.indices[k] + nx * (ly.indices[k] + ny * lz.indices[k]) - origin;
    const stepX = lx.indices[k + 1] - lx.indices[k];
    const b = a + nx * (ly.indices[k + 1] - ly.indices[k]);
    const stepZ = nx * ny * (lz.indices[k + 1] - lz.indices[k]);
    const nearA = samples[a] + (samples[a + stepX] - samples[a]) * wx;
    const nearB = samples[b] + (samples[b + stepX] - samples[b]) * wx;
    const near = nearA + (nearB - nearA) * wy;
    const c = a + stepZ;
    const d = b + stepZ;
    const farC = samples[c] + (samples[c + stepX] - samples[c]) * wx;
    const farD = samples[d] + (samples[d + stepX] - samples[d]) * wx;
    const far = farC + (farD - farC) * wy;
    values[x] = near + (far - near) * lz.weights[k];
  }
}

/** Weights are multiplied in the order x, y, z and products added with x fastest, as ITK does. */
function splineLine(
  coefficients: Float64Array,
  [nx, ny]: Triple,
  origin: number,
  lx: LineWeights,
  ly: LineWeights,
  lz: LineWeights,
  values: Float64Array,
): void {
  for (let x = 0; x < values.length; x++) {
    let sum = 0;
    if (lx.inside[x] & ly.inside[x] & lz.inside[x]) {
      const from = 4 * x;
      const x0 = lx.indices[from];
      const x1 = lx.indices[from + 1];
      const x2 = lx.indices[from + 2];
      const x3 = lx.indices[from + 3];
      const w0 = lx.weights[from];
      const w1 = lx.weights[from + 1];
      const w2 = lx.weights[from + 2];
      const w3 = lx.weights[from + 3];
      for (let k = from; k < from + 4; k++) {
        const plane = nx * ny * lz.indices[k] - origin;
        const wz = lz.weights[k];
        for (let j = from; j < from + 4; j++) {
          const row = plane + nx * ly.indices[j];
          const wy = ly.weights[j];
          sum += w0 * wy * wz * coefficients[row + x0];
          sum += w1 * wy * wz * coefficients[row + x1];
          sum += w2 * wy * wz * coefficients[row + x2];
          sum += w3 * wy * wz * coefficients[row + x3];
        }
      }
    }
    values[x] = sum;
  }
}

interface Limits {
  readonly lowest: number;
  readonly highest: number;
}

function truncateInto(values: Float64Array, { lowest, highest }: Limits): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    values[i] = value < lowest ? lowest : value > highest ? highest : Math.trunc(value);
  }
}

/**
 * Voxels around the new grid that the result depends on. A spline coefficient forgets a sample by a factor of 3.7 a
 * voxel: 40 voxels on, its share is below 1e-22.
 */
function touchedBox(image: Volume, grid: Geometry, interpolation: Interpolation): VoxelBox {
  const inverse = inverseOf(image);
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) =>
    continuousIndexOf(
      image,
      inverse,
      pointOfIndex(grid, [corner & 1 ? grid.size[0] : 0, corner & 2 ? grid.size[1] : 0, corner & 4 ? grid.size[2] : 0]),
    ),
  );
  const margin = interpolation === 'cubic-spline' ? 42 : 2;
  const clamp = (value: number, count: number) => Math.min(Math.max(value, 0), count - 1);
  const first = (axis: number) =>
    clamp(Math.floor(Math.min(...corners.map((corner) => corner[axis]))) - margin, image.size[axis]);
  const last = (axis: number) =>
    clamp(Math.ceil(Math.max(...corners.map((corner) => corner[axis]))) + margin, image.size[axis]);
  const lower: Triple = [first(0), first(1), first(2)];
  return { lower, size: [last(0) - lower[0] + 1, last(1) - lower[1] + 1, last(2) - lower[2] + 1] };
}

function limitsOf(data: VoxelArray): Limits | undefined {
  if (data instanceof Float32Array || data instanceof Float64Array) return undefined;
  const bits = 8 * data.BYTES_PER_ELEMENT;
  const signed = data instanceof Int8Array || data instanceof Int16Array || data instanceof Int32Array;
  return signed ? { lowest: -(2 ** (bits - 1)), highest: 2 ** (bits - 1) - 1 } : { lowest: 0, highest: 2 ** bits - 1 };
}
