import 'client-only';
import { serveDecoding } from './serveDecoding';

/** The bundler replaces each URL by that of the file it emits. */
serveDecoding({
  'jpeg-ls': new URL('@cornerstonejs/codec-charls/decodewasm', import.meta.url).href,
  'jpeg-2000': new URL('@cornerstonejs/codec-openjpeg/decodewasm', import.meta.url).href,
  htj2k: new URL('@cornerstonejs/codec-openjph/wasm', import.meta.url).href,
});
