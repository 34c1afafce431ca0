/** A little-endian float64 array in C order, as numpy.save writes it. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

export function readNpy(bytes: Uint8Array): NpyArray {
  const headerLength = bytes[8] + 256 * bytes[9];
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, 10 + headerLength));
  if (!/'descr': '<f8'/.test(header) || !/'fortran_order': False/.test(header)) throw new Error(`unexpected ${header}`);
  const shape = /'shape': \(([^)]*)\)/
    .exec(header)![1]
    .split(',')
    .filter((part) => part.trim())
    .map(Number);
  return { shape, data: new Float64Array(bytes.slice(10 + headerLength).buffer) };
}
