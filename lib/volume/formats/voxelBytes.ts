import { ok, type Result } from '@/lib/core/result';
import type { VoxelArray } from '../volume';
import { truncated, unsupported, type VolumeFileProblem } from './fileProblem';

export type StoredType =
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64';

const bytesOf: Readonly<Record<StoredType, number>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float32: 4,
  float64: 8,
};

/**
 * Decodes `count` voxels. 64-bit integers become 32-bit ones, which hold every label and attenuation in use; a value
 * beyond 32 bits is refused, never rounded.
 */
export function decodeVoxels(
  bytes: Uint8Array,
  type: StoredType,
  count: number,
  littleEndian: boolean,
): Result<VoxelArray, VolumeFileProblem> {
  const wanted = count * bytesOf[type];
  if (bytes.length < wanted)
    return truncated(`The file holds ${bytes.length} bytes of voxels; its header announces ${wanted}.`);
  const buffer = alignedCopy(bytes, wanted, bytesOf[type], littleEndian);
  switch (type) {
    case 'int8':
      return ok(new Int8Array(buffer));
    case 'uint8':
      return ok(new Uint8Array(buffer));
    case 'int16':
      return ok(new Int16Array(buffer));
    case 'uint16':
      return ok(new Uint16Array(buffer));
    case 'int32':
      return ok(new Int32Array(buffer));
    case 'uint32':
      return ok(new Uint32Array(buffer));
    case 'float32':
      return ok(new Float32Array(buffer));
    case 'float64':
      return ok(new Float64Array(buffer));
    case 'int64':
      return narrow(new BigInt64Array(buffer));
    case 'uint64':
      return narrow(new BigUint64Array(buffer));
  }
}

/** The bytes in a buffer of their own, in this machine's order (little-endian on everything that runs JavaScript). */
function alignedCopy(bytes: Uint8Array, count: number, width: number, littleEndian: boolean): ArrayBuffer {
  const copy = new Uint8Array(count);
  copy.set(bytes.subarray(0, count));
  if (!littleEndian && width > 1) for (let at = 0; at < count; at += width) copy.subarray(at, at + width).reverse();
  return copy.buffer;
}

function narrow(values: BigInt64Array | BigUint64Array): Result<Int32Array, VolumeFileProblem> {
  const result = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    result[i] = Number(values[i]);
    if (BigInt(result[i]) !== values[i])
      return unsupported(
        `A 64-bit voxel holds ${values[i]}, which does not fit 32 bits.`,
        'Convert the image to 16- or 32-bit voxels.',
      );
  }
  return ok(result);
}
