import 'client-only';
import { createFrameDecoder, type WasmCodec } from '@/lib/dicom/codecs/frameDecoder';
import type { DecodeRequest, DecodeResponse } from './decodeMessages';

/** Makes this worker decode frames one after the other, with one instance of each codec for the worker's life. */
export function serveDecoding(wasmUrls: Readonly<Record<WasmCodec, string>>): void {
  const decoder = createFrameDecoder(wasmUrls);
  const post = (response: DecodeResponse, transfer: Transferable[]) => self.postMessage(response, { transfer });
  self.onmessage = async ({ data: { codec, encoded, format } }: MessageEvent<DecodeRequest>) => {
    const response = await decoder.decode(codec, encoded, format);
    post(response, response.ok ? [response.value.buffer as ArrayBuffer] : []);
  };
}
