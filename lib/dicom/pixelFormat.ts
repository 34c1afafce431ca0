import { ok, type Result } from '@/lib/core/result';
import type { AttributeReader } from './attributeReader';
import { type DicomProblem, dicomFailure } from './problem';

/** How pixel cells are laid out (PS3.3 C.7.6.3, PS3.5 section 8). */
export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly frameCount: number;
  readonly bitsAllocated: 1 | 8 | 16;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
}

/** Raw pixel cells of one frame, not yet masked to BitsStored. */
export type RawPixels = Uint8Array | Uint16Array;

/** Reads and checks the pixel description; refuses colour and layouts that no CT or segmentation has. */
export function readPixelFormat(attributes: AttributeReader): Result<PixelFormat, DicomProblem> {
  const rows = attributes.number('Rows');
  const columns = attributes.number('Columns');
  const bitsAllocated = attributes.number('BitsAllocated');
  const bitsStored = attributes.number('BitsStored') ?? bitsAllocated;
  const highBit = attributes.number('HighBit') ?? (bitsStored ?? 0) - 1;
  const representation = attributes.number('PixelRepresentation');
  const samples = attributes.number('SamplesPerPixel') ?? 1;
  const photometric = attributes.text('PhotometricInterpretation') ?? 'MONOCHROME2';
  const frameCount = attributes.number('NumberOfFrames') ?? 1;
  if (!rows || !columns || !bitsAllocated || !bitsStored || representation === undefined) {
    return dicomFailure('attribute-missing', 'The image does not describe its pixels (rows, columns, bits or sign).');
  }
  const layoutIsKnown = bitsAllocated === 1 || bitsAllocated === 8 || bitsAllocated === 16;
  if (!layoutIsKnown || samples !== 1 || photometric !== 'MONOCHROME2') {
    return dicomFailure(
      'pixel-format-unsupported',
      `The image has ${samples} sample(s) of ${bitsAllocated} bits in ${photometric}; one sample of 8 or 16 bits in MONOCHROME2 was expected.`,
    );
  }
  const bitsFit = bitsStored <= bitsAllocated && highBit < bitsAllocated && highBit + 1 >= bitsStored;
  if (!bitsFit || (representation !== 0 && representation !== 1) || !Number.isInteger(frameCount) || frameCount < 1) {
    return dicomFailure(
      'attribute-invalid',
      `The image contradicts itself: ${bitsStored} bits stored up to bit ${highBit} of ${bitsAllocated}, sign ${representation}, ${frameCount} frames.`,
    );
  }
  return ok({ rows, columns, frameCount, bitsAllocated, bitsStored, highBit, signed: representation === 1 });
}

/** Bytes of one uncompressed frame; 1-bit frames are packed across frame boundaries and have no length of their own. */
export const nativeFrameBytes = ({ rows, columns, bitsAllocated }: PixelFormat): number =>
  (rows * columns * bitsAllocated) / 8;

/**
 * A function from a raw cell to its stored value: the bits above HighBit (old overlays) are dropped and the sign is
 * extended from HighBit. It also sets right a code stream whose own sign differs from PixelRepresentation.
 */
export function cellToStored({ bitsStored, highBit, signed }: PixelFormat): (cell: number) => number {
  const drop = 31 - highBit;
  const keep = 32 - bitsStored;
  return signed ? (cell) => (cell << drop) >> keep : (cell) => (cell << drop) >>> keep;
}
