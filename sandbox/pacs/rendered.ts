import { deflateSync } from 'node:zlib';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { encodedFrames } from '@/lib/dicom/frames';
import { nativePixels } from '@/lib/dicom/nativePixels';
import { cellToStored, readPixelFormat } from '@/lib/dicom/pixelFormat';
import { readPart10 } from '@/lib/dicom/readPart10';

const decoder = createFrameDecoder();

/** The first frame as an 8-bit PNG in its own window, or a bone window; undefined if it has no picture. */
export async function renderedPng(bytes: Uint8Array): Promise<Buffer | undefined> {
  const file = readPart10(bytes);
  const format = file.ok ? readPixelFormat(file.value.attributes) : undefined;
  if (!file.ok || !format?.ok || format.value.bitsAllocated === 1) return undefined;
  const frames = encodedFrames(file.value, format.value);
  if (!frames.ok) return undefined;
  const { codec, bigEndian = false } = file.value.transferSyntax;
  const { attributes } = file.value;
  const decoded = codec === 'native' ? undefined : await decoder.decode(codec, frames.value[0], format.value);
  if (decoded && !decoded.ok) return undefined;
  const cells = decoded ? decoded.value : nativePixels(frames.value[0], format.value, bigEndian);
  const toStored = cellToStored(format.value);
  const slope = attributes.number('RescaleSlope') ?? 1;
  const intercept = attributes.number('RescaleIntercept') ?? 0;
  const centre = attributes.number('WindowCenter') ?? 400;
  const width = attributes.number('WindowWidth') ?? 1800;
  const { rows, columns } = format.value;
  const gray = Uint8Array.from(cells, (cell) => {
    const shade = ((toStored(cell) * slope + intercept - centre) / width + 0.5) * 255;
    return Math.min(255, Math.max(0, Math.round(shade)));
  });
  return png(gray, columns, rows);
}

/** An 8-bit greyscale PNG (ISO/IEC 15948). */
function png(gray: Uint8Array, width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const scanLines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) scanLines.set(gray.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(scanLines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
