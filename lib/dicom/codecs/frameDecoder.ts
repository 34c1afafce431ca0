import { ok, type Result } from '@/lib/core/result';
import type { PixelFormat, RawPixels } from '../pixelFormat';
import { type DicomProblem, dicomFailure } from '../problem';
import type { CodecName } from '../transferSyntax';
import { codeStreamSize } from './codeStreamSize';
import { type CodecFactory, decodeWith, type EmscriptenDecoder } from './emscriptenCodec';
import { decodeRle } from './rle';

/** Codecs whose WebAssembly file has to be found at run time. */
export type WasmCodec = 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

/** Decodes compressed frames; in the browser the pool of workers implements it, elsewhere `createFrameDecoder`. */
export interface FrameDecoder {
  decode(
    codec: Exclude<CodecName, 'native'>,
    encoded: Uint8Array,
    format: PixelFormat,
  ): Promise<Result<RawPixels, DicomProblem>>;
}

/**
 * A decoder with one instance of each codec, made on first use.
 *
 * @param wasmUrl where each codec's WebAssembly file is served; without it the packages look beside themselves (Node).
 */
export function createFrameDecoder(wasmUrl?: Readonly<Record<WasmCodec, string>>): FrameDecoder {
  const instances = new Map<WasmCodec, Promise<new () => EmscriptenDecoder>>();
  const decoderOf = (codec: WasmCodec) => {
    const known = instances.get(codec);
    if (known) return known;
    const made = instantiate(codec, wasmUrl?.[codec]);
    instances.set(codec, made);
    return made;
  };
  const decodeFrame = async (codec: Exclude<CodecName, 'native'>, encoded: Uint8Array, format: PixelFormat) => {
    if (codec === 'rle') return decodeRle(encoded, format);
    const size = codeStreamSize(codec, encoded);
    if (size?.columns !== format.columns || size.rows !== format.rows) {
      throw new Error(`the code stream's header gives ${size?.columns} x ${size?.rows}`);
    }
    if (codec === 'jpeg-lossless') return decodeJpegLossless(encoded, format);
    try {
      return decodeWith(await decoderOf(codec), encoded, format);
    } catch (error) {
      instances.delete(codec);
      throw error;
    }
  };
  return {
    async decode(codec, encoded, format) {
      try {
        return ok(await decodeFrame(codec, encoded, format));
      } catch (error) {
        const reason = error instanceof Error ? error.message : `code ${String(error)}`;
        return dicomFailure(
          'decode-failed',
          `A ${codec} frame of ${format.columns} x ${format.rows} could not be decoded: ${reason}.`,
        );
      }
    },
  };
}

async function instantiate(codec: WasmCodec, url: string | undefined): Promise<new () => EmscriptenDecoder> {
  const silent = () => undefined;
  const options = { ...(url === undefined ? {} : { locateFile: () => url }), print: silent, printErr: silent };
  if (codec === 'jpeg-ls') {
    return (await create(import('@cornerstonejs/codec-charls/decodewasmjs'), options)).JpegLSDecoder;
  }
  if (codec === 'jpeg-2000') {
    return (await create(import('@cornerstonejs/codec-openjpeg/decodewasmjs'), options)).J2KDecoder;
  }
  return (await create(import('@cornerstonejs/codec-openjph/wasmjs'), options)).HTJ2KDecoder;
}

async function create<Name extends string>(
  imported: Promise<{ default: CodecFactory<Name> }>,
  options: Parameters<CodecFactory<Name>>[0],
) {
  return (await imported).default(options);
}

async function decodeJpegLossless(
  encoded: Uint8Array,
  { rows, columns, bitsAllocated }: PixelFormat,
): Promise<RawPixels> {
  const { Decoder } = await import('@cornerstonejs/jpeg-lossless-decoder-js');
  const decoder = new Decoder();
  const sampleBytes = bitsAllocated === 8 ? 1 : 2;
  const bytes = encoded.slice();
  const decoded = decoder.decode(bytes.buffer, 0, bytes.length, sampleBytes);
  if (decoder.frame.numComp !== 1 || decoder.frame.precision > bitsAllocated)
    throw new Error('unexpected components or precision');
  const cells = sampleBytes === 1 ? new Uint8Array(decoded.buffer) : new Uint16Array(decoded.buffer);
  if (cells.length !== rows * columns) throw new Error(`the code stream gave ${cells.length} samples`);
  return cells;
}
