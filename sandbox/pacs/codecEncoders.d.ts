/** The full builds of the codec packages, which ship no types; only the sandbox encodes. */
interface FrameDescription {
  width: number;
  height: number;
  bitsPerSample: number;
  componentCount: number;
  isSigned: boolean;
  isUsingColorTransform: boolean;
}
interface EmscriptenEncoder {
  getDecodedBuffer(frame: FrameDescription): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  encode(): void;
  delete(): void;
}
declare module '@cornerstonejs/codec-charls/wasmjs' {
  const factory: (options?: object) => Promise<{
    JpegLSEncoder: new () => EmscriptenEncoder & { setNearLossless(near: number): void };
  }>;
  export default factory;
}
declare module '@cornerstonejs/codec-openjpeg/wasmjs' {
  const factory: (options?: object) => Promise<{
    J2KEncoder: new () => EmscriptenEncoder & {
      setDecompositions(count: number): void;
      setQuality(lossless: boolean, rate: number): void;
    };
  }>;
  export default factory;
}
