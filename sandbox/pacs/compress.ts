import dicomParser from 'dicom-parser';
import { encodeRle } from '@/lib/dicom/codecs/rle';
import { withPixelData } from '@/lib/dicom/writePart10';

export type Compression = 'rle' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

const syntaxOf: Readonly<Record<Compression, string>> = {
  rle: '1.2.840.10008.1.2.5',
  'jpeg-ls': '1.2.840.10008.1.2.4.80',
  'jpeg-2000': '1.2.840.10008.1.2.4.90',
  htj2k: '1.2.840.10008.1.2.4.201',
};

interface Frame {
  readonly cells: Uint8Array;
  readonly columns: number;
  readonly rows: number;
  readonly bitsStored: number;
  readonly signed: boolean;
}

/** A single-frame 16-bit file in Explicit VR Little Endian, losslessly compressed. */
export async function compress(file: Uint8Array, compression: Compression): Promise<Uint8Array> {
  const dataSet = dicomParser.parseDicom(file);
  const { dataOffset, length } = dataSet.elements.x7fe00010;
  const metaLength = dataSet.uint32('x00020000') ?? 0;
  const frame: Frame = {
    cells: file.slice(dataOffset, dataOffset + length),
    columns: dataSet.uint16('x00280011') ?? 0,
    rows: dataSet.uint16('x00280010') ?? 0,
    bitsStored: dataSet.uint16('x00280101') ?? 16,
    signed: dataSet.uint16('x00280103') === 1,
  };
  const place = {
    SOPClassUID: dataSet.string('x00080016') ?? '',
    SOPInstanceUID: dataSet.string('x00080018') ?? '',
    dataSetOffset: 132 + 12 + metaLength,
    // Tag, "OW", two reserved bytes and a 32-bit length come before the value (PS3.5 table 7.1-1).
    pixelDataOffset: dataOffset - 12,
  };
  return withPixelData(file, place, syntaxOf[compression], { fragments: [await encode(frame, compression)] });
}

async function encode(frame: Frame, compression: Compression): Promise<Uint8Array> {
  if (compression === 'rle') return encodeRle(new Uint16Array(frame.cells.buffer), frame.columns);
  const encoder = await encoderOf(compression, Math.min(frame.columns, frame.rows));
  try {
    const { columns, rows, bitsStored, signed, cells } = frame;
    const description = {
      width: columns,
      height: rows,
      bitsPerSample: bitsStored,
      componentCount: 1,
      isUsingColorTransform: false,
    };
    // JPEG-LS knows no sign: its samples are the bits.
    encoder.getDecodedBuffer({ ...description, isSigned: signed && compression !== 'jpeg-ls' }).set(cells);
    encoder.encode();
    return encoder.getEncodedBuffer().slice();
  } finally {
    encoder.delete();
  }
}

/** A new object each time, because a module makes the object it is given its own. */
const silent = () => ({ print: () => undefined, printErr: () => undefined });

/** @param shortestSide limits the wavelet decompositions: OpenJPEG breaks on an image smaller than they halve it to. */
async function encoderOf(compression: Exclude<Compression, 'rle'>, shortestSide: number): Promise<EmscriptenEncoder> {
  const decompositions = Math.min(5, Math.floor(Math.log2(shortestSide)));
  if (compression === 'jpeg-ls') {
    charls ??= import('@cornerstonejs/codec-charls/wasmjs').then(({ default: create }) => create(silent()));
    const encoder = new (await charls).JpegLSEncoder();
    encoder.setNearLossless(0);
    return encoder;
  }
  if (compression === 'jpeg-2000') {
    openjpeg ??= import('@cornerstonejs/codec-openjpeg/wasmjs').then(({ default: create }) => create(silent()));
    const encoder = new (await openjpeg).J2KEncoder();
    encoder.setDecompositions(decompositions);
    encoder.setQuality(true, 0);
    return encoder;
  }
  openjph ??= import('@cornerstonejs/codec-openjph/wasmjs').then(({ default: create }) => create(silent()) as never);
  const encoder = new (await openjph).HTJ2KEncoder();
  encoder.setQuality(true, 0);
  return encoder;
}

type Charls = Awaited<ReturnType<typeof import('@cornerstonejs/codec-charls/wasmjs')['default']>>;
type Openjpeg = Awaited<ReturnType<typeof import('@cornerstonejs/codec-openjpeg/wasmjs')['default']>>;
interface Openjph {
  readonly HTJ2KEncoder: Openjpeg['J2KEncoder'];
}
let charls: Promise<Charls> | undefined;
let openjpeg: Promise<Openjpeg> | undefined;
let openjph: Promise<Openjph> | undefined;
