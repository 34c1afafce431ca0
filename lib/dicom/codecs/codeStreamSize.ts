import type { CodecName } from '../transferSyntax';

export interface CodeStreamSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Columns and rows that a code stream says it holds, or undefined if its header is not found. Read before decoding, so
 * that a damaged header cannot make a decoder allocate gigabytes.
 */
export function codeStreamSize(codec: CodecName, bytes: Uint8Array): CodeStreamSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return codec === 'jpeg-2000' || codec === 'htj2k' ? sizOf(view) : frameHeaderOf(view);
}

/** The SIZ segment that follows SOC (ISO/IEC 15444-1 A.5.1), also inside a JP2 file's code stream box. */
function sizOf(view: DataView): CodeStreamSize | undefined {
  const limit = Math.min(view.byteLength - 42, 4096);
  for (let offset = 0; offset <= limit; offset++) {
    if (view.getUint32(offset) !== 0xff4fff51) continue;
    const word = (index: number) => view.getUint32(offset + 8 + 4 * index);
    return { columns: word(0) - word(2), rows: word(1) - word(3) };
  }
  return undefined;
}

/** The first frame header of a JPEG or JPEG-LS stream (ISO/IEC 10918-1 B.2.2). */
function frameHeaderOf(view: DataView): CodeStreamSize | undefined {
  let offset = 2;
  while (offset + 9 <= view.byteLength) {
    const marker = view.getUint16(offset);
    const isFrame =
      marker === 0xfff7 || (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker));
    if (isFrame) return { rows: view.getUint16(offset + 5), columns: view.getUint16(offset + 7) };
    if (marker < 0xff01 || marker === 0xffda) return undefined;
    offset += marker === 0xffff ? 1 : 2 + view.getUint16(offset + 2);
  }
  return undefined;
}
