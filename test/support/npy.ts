/** A NumPy array: values in file order (the last axis varies fastest). */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** Reads a little-endian, C-ordered .npy file of floats or integers (NumPy format 1.0 and 2.0). Throws on any other. */
export function readNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bytes[6] >= 2;
  const start = (wide ? 12 : 10) + (wide ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder('latin1').decode(bytes.subarray(wide ? 12 : 10, start));
  const descr = /'descr': '([^']+)'/.exec(header)?.[1] ?? '';
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((part) => part.trim())
    .map(Number);
  if (!header.includes("'fortran_order': False")) throw new Error('only C-ordered .npy files are read');
  const readers: Record<string, [width: number, read: (at: number) => number]> = {
    '<f8': [8, (at) => view.getFloat64(at, true)],
    '<f4': [4, (at) => view.getFloat32(at, true)],
    '<i8': [8, (at) => Number(view.getBigInt64(at, true))],
    '<i4': [4, (at) => view.getInt32(at, true)],
    '<u4': [4, (at) => view.getUint32(at, true)],
  };
  const reader = readers[descr];
  if (!reader) throw new Error(`.npy type ${descr} is not read`);
  const [width, read] = reader;
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, data: Float64Array.from({ length: count }, (_, i) => read(start + i * width)) };
}
