import type { PixelFormat, RawPixels } from '../pixelFormat';

const headerBytes = 64;

/**
 * Decodes one RLE frame (PS3.5 annex G): one PackBits segment for each byte of a cell, most significant byte first.
 * Throws if a segment breaks off or the segments do not fit the format.
 */
export function decodeRle(encoded: Uint8Array, { rows, columns, bitsAllocated }: PixelFormat): RawPixels {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  const planes = bitsAllocated === 16 ? 2 : 1;
  if (encoded.length < headerBytes || view.getUint32(0, true) !== planes)
    throw new Error('wrong number of RLE segments');
  const count = rows * columns;
  const bytes = new Uint8Array(count * planes);
  for (let plane = 0; plane < planes; plane++) {
    const start = view.getUint32(4 + 4 * plane, true);
    const end = plane + 1 < planes ? view.getUint32(8 + 4 * plane, true) : encoded.length;
    if (start < headerBytes || end > encoded.length || start > end) throw new Error('RLE segment outside the frame');
    // Cells are little endian in memory, segments start with the high byte.
    unpack(encoded.subarray(start, end), bytes, planes - 1 - plane, planes, count);
  }
  return planes === 2 ? new Uint16Array(bytes.buffer) : bytes;
}

function unpack(segment: Uint8Array, out: Uint8Array, first: number, step: number, count: number): void {
  let read = 0;
  let written = 0;
  while (written < count) {
    if (read >= segment.length) throw new Error('RLE segment breaks off');
    const control = segment[read++];
    if (control === 128) continue;
    const run = control > 128;
    const length = run ? 257 - control : control + 1;
    const available = run ? segment.length - read >= 1 : segment.length - read >= length;
    if (!available || written + length > count) throw new Error('RLE run outside the segment or the frame');
    for (let i = 0; i < length; i++) out[first + step * (written + i)] = segment[run ? read : read + i];
    read += run ? 1 : length;
    written += length;
  }
}

/** Encodes one frame of 8- or 16-bit cells; each row starts a new run, as PS3.5 G.3.1 asks. */
export function encodeRle(pixels: Uint8Array | Uint16Array | Int16Array, columns: number): Uint8Array {
  const planes = pixels.BYTES_PER_ELEMENT;
  const cells = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const segments = Array.from({ length: planes }, (_, plane) => packPlane(cells, planes - 1 - plane, planes, columns));
  const frame = new Uint8Array(segments.reduce((sum, segment) => sum + segment.length, headerBytes));
  const view = new DataView(frame.buffer);
  view.setUint32(0, planes, true);
  let offset = headerBytes;
  segments.forEach((segment, plane) => {
    view.setUint32(4 + 4 * plane, offset, true);
    frame.set(segment, offset);
    offset += segment.length;
  });
  return frame;
}

function packPlane(cells: Uint8Array, first: number, step: number, columns: number): number[] {
  const out: number[] = [];
  const rowBytes = columns * step;
  for (let rowStart = first; rowStart < cells.length; rowStart += rowBytes) {
    packRow(
      Array.from({ length: columns }, (_, column) => cells[rowStart + column * step]),
      out,
    );
  }
  if (out.length % 2 === 1) out.push(0);
  return out;
}

/** PackBits: runs of 2 to 128 equal bytes, else literal stretches of up to 128. */
function packRow(row: readonly number[], out: number[]): void {
  let start = 0;
  while (start < row.length) {
    const run = runLength(row, start);
    if (run > 1) {
      out.push(257 - run, row[start]);
      start += run;
      continue;
    }
    let end = start + 1;
    while (end < row.length && end - start < 128 && runLength(row, end) < 3) end++;
    out.push(end - start - 1, ...row.slice(start, end));
    start = end;
  }
}

function runLength(row: readonly number[], start: number): number {
  let end = start + 1;
  while (end < row.length && end - start < 128 && row[end] === row[start]) end++;
  return end - start;
}
