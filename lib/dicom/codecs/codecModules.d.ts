/** The emscripten factories of the codec packages, which ship no types. */
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const factory: import('./emscriptenCodec').CodecFactory<'JpegLSDecoder'>;
  export default factory;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const factory: import('./emscriptenCodec').CodecFactory<'J2KDecoder'>;
  export default factory;
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const factory: import('./emscriptenCodec').CodecFactory<'HTJ2KDecoder'>;
  export default factory;
}
