import { ok, type Result } from '@/lib/core/result';
import type { Matrix3, Triple, Volume, VoxelArray } from '../volume';
import { invalidHeader, truncated, unsupported, type VolumeFileProblem } from './fileProblem';
import { decodeVoxels, type StoredType } from './voxelBytes';

/** NIfTI data type codes (nifti1.h). */
const storedTypes: Readonly<Record<number, StoredType>> = {
  2: 'uint8',
  4: 'int16',
  8: 'int32',
  16: 'float32',
  64: 'float64',
  256: 'int8',
  512: 'uint16',
  768: 'uint32',
  1024: 'int64',
  1280: 'uint64',
};

const headerLength = 348;

/** True for an uncompressed NIfTI-1 single file, in either byte order. */
export function isNifti(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 4 && (view(bytes).getInt32(0, true) === headerLength || view(bytes).getInt32(0) === headerLength)
  );
}

/**
 * A NIfTI-1 image (nifti.nimh.nih.gov, nifti1.h). Voxels stay in file order; the geometry, which NIfTI gives in RAS, is
 * returned in LPS. As in ITK the spacing is `pixdim`, the q-form goes before the s-form, and stored values are
 * rescaled to 32-bit floats when the header has a slope or an intercept.
 */
export function readNifti(bytes: Uint8Array): Result<Volume, VolumeFileProblem> {
  if (bytes.length < headerLength)
    return truncated(`The NIfTI file has ${bytes.length} bytes; its header alone has ${headerLength}.`);
  const header = view(bytes);
  const little = header.getInt32(0, true) === headerLength;
  const int16 = (at: number) => header.getInt16(at, little);
  const float = (at: number) => header.getFloat32(at, little);

  const magic = String.fromCharCode(...bytes.subarray(344, 347));
  if (magic !== 'n+1')
    return unsupported(`The NIfTI magic is "${magic}".`, 'Save one .nii or .nii.gz file that holds header and voxels.');
  const dimensions = int16(40);
  const sizes = [1, 2, 3, 4, 5, 6, 7].map((axis) => (axis <= dimensions ? int16(40 + 2 * axis) : 1));
  if (dimensions < 1 || dimensions > 7 || sizes.some((size) => size < 1))
    return invalidHeader(`The NIfTI dimensions are ${dimensions}: ${sizes.join(' x ')}.`);
  if (sizes.slice(3).some((size) => size > 1))
    return unsupported(`The NIfTI image has ${sizes.join(' x ')} voxels.`, 'Save one three-dimensional image.');
  const type = storedTypes[int16(70)];
  if (!type) return unsupported(`NIfTI voxels have data type ${int16(70)}.`, 'Save integers or floats.');
  const spacing: Triple = [float(80), float(84), float(88)];
  if (spacing.some((step) => !(step > 0 && Number.isFinite(step))))
    return invalidHeader(`The NIfTI spacing is ${spacing.join(' x ')} mm; values above 0 are expected.`);
  const offset = float(108);
  if (!(offset >= headerLength)) return invalidHeader(`NIfTI voxels are said to start at byte ${offset}.`);

  const data = decodeVoxels(bytes.subarray(offset), type, sizes[0] * sizes[1] * sizes[2], little);
  if (!data.ok) return data;
  const pose = int16(252) > 0 ? poseFromQform(float) : poseFromSform(float, int16(254), spacing);
  if (!pose.direction.every(Number.isFinite) || !pose.originLps.every(Number.isFinite))
    return invalidHeader('The NIfTI orientation is not finite.');
  return ok({
    data: rescale(data.value, float(112), float(116)),
    size: [sizes[0], sizes[1], sizes[2]],
    spacingMm: spacing,
    ...pose,
  });
}

type ReadFloat = (at: number) => number;
type Pose = Pick<Volume, 'originLps' | 'direction'>;

/** nifti1.h method 2: a unit quaternion and an offset. */
function poseFromQform(float: ReadFloat): Pose {
  const [b, c, d] = [float(256), float(260), float(264)];
  const a = Math.sqrt(Math.max(0, 1 - (b * b + c * c + d * d)));
  const handedness = float(76) < 0 ? -1 : 1;
  return poseInLps(
    [
      [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), handedness * 2 * (b * d + a * c)],
      [2 * (b * c + a * d), a * a + c * c - b * b - d * d, handedness * 2 * (c * d - a * b)],
      [2 * (b * d - a * c), 2 * (c * d + a * b), handedness * (a * a + d * d - c * c - b * b)],
    ],
    [float(268), float(272), float(276)],
  );
}

/** nifti1.h method 3, an affine matrix; method 1, the axes alone, if its code is 0. */
function poseFromSform(float: ReadFloat, code: number, spacing: Triple): Pose {
  const rows = [0, 1, 2].map((row) => [0, 1, 2, 3].map((column) => float(280 + 16 * row + 4 * column)));
  if (code <= 0)
    return poseInLps(
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      [0, 0, 0],
    );
  const lengths = spacing.map((_, axis) => Math.hypot(rows[0][axis], rows[1][axis], rows[2][axis]));
  return poseInLps(
    rows.map((row) => lengths.map((length, axis) => row[axis] / length)),
    rows.map((row) => row[3]),
  );
}

function poseInLps(ras: readonly (readonly number[])[], origin: readonly number[]): Pose {
  const direction = [...ras[0].map((v) => 0 - v), ...ras[1].map((v) => 0 - v), ...ras[2]];
  return { direction: direction as unknown as Matrix3, originLps: [0 - origin[0], 0 - origin[1], origin[2]] };
}

function rescale(data: VoxelArray, slope: number, intercept: number): VoxelArray {
  if (!Number.isFinite(slope) || slope === 0 || (slope === 1 && intercept === 0)) return data;
  return Float32Array.from(data, (value) => value * slope + intercept);
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
