import type { PixelFormat, RawPixels } from '../pixelFormat';

/** The decoder class that CharLS, OpenJPEG and OpenJPH all export alike. */
export interface EmscriptenDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  getFrameInfo(): { width: number; height: number; bitsPerSample: number; componentCount: number };
  delete(): void;
}

export type CodecModule<Name extends string> = Record<Name, new () => EmscriptenDecoder>;
export type CodecFactory<Name extends string> = (options?: {
  locateFile?: (file: string) => string;
  print?: (text: string) => void;
  printErr?: (text: string) => void;
}) => Promise<CodecModule<Name>>;

/**
 * Decodes one frame into cells of the size that `format` allocates. Throws if the code stream is broken or describes
 * another image; the instance must then be dropped, because an aborted module keeps no promise about its memory.
 */
export function decodeWith(Decoder: new () => EmscriptenDecoder, encoded: Uint8Array, format: PixelFormat): RawPixels {
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
    if (width !== format.columns || height !== format.rows || componentCount !== 1) {
      throw new Error(`the code stream holds ${width} x ${height} x ${componentCount}`);
    }
    return cells(decoder.getDecodedBuffer(), bitsPerSample, format);
  } finally {
    decoder.delete();
  }
}

/** Copies the decoded samples out of the module's memory, widened or refused to fit the allocated cells. */
function cells(decoded: Uint8Array, bitsPerSample: number, { rows, columns, bitsAllocated }: PixelFormat): RawPixels {
  const count = rows * columns;
  const sampleBytes = bitsPerSample <= 8 ? 1 : 2;
  if (bitsPerSample > bitsAllocated || decoded.length < count * sampleBytes) {
    throw new Error(`the code stream gave ${decoded.length} bytes of ${bitsPerSample}-bit samples`);
  }
  const copy = decoded.slice(0, count * sampleBytes);
  if (sampleBytes === 2) return new Uint16Array(copy.buffer);
  return bitsAllocated === 8 ? copy : Uint16Array.from(copy);
}
