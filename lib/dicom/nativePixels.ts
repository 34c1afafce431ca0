import type { PixelFormat, RawPixels } from './pixelFormat';

/** Cells of one uncompressed frame; a view where alignment and byte order allow it. */
export function nativePixels(frame: Uint8Array, { bitsAllocated }: PixelFormat, bigEndian: boolean): RawPixels {
  if (bitsAllocated !== 16) return frame;
  if (!bigEndian) {
    const aligned = frame.byteOffset % 2 === 0 ? frame : frame.slice();
    return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1);
  }
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  return Uint16Array.from({ length: frame.byteLength >> 1 }, (_, i) => view.getUint16(2 * i));
}
