import 'client-only';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import type { DecodeRequest, DecodeResponse } from './decodeMessages';

/** Decodes frames one after the other, with one instance of each codec for the worker's life. */
const decoder = createFrameDecoder({
  'jpeg-ls': new URL('@cornerstonejs/codec-charls/decodewasm', import.meta.url).href,
  'jpeg-2000': new URL('@cornerstonejs/codec-openjpeg/decodewasm', import.meta.url).href,
  htj2k: new URL('@cornerstonejs/codec-openjph/wasm', import.meta.url).href,
});

const post: (response: DecodeResponse, transfer: Transferable[]) => void = (response, transfer) =>
  self.postMessage(response, { transfer });

self.onmessage = async ({ data: { codec, encoded, format } }: MessageEvent<DecodeRequest>) => {
  const response = await decoder.decode(codec, encoded, format);
  post(response, response.ok ? [response.value.buffer as ArrayBuffer] : []);
};
