import { zlibSync } from 'fflate';
import { concat } from './trueType';

/** The objects of a PDF 1.7 file (ISO 32000-1, 7.5) while it is put together. */
export class PdfFile {
  private readonly objects: (Uint8Array | undefined)[] = [];

  /** Takes a number for an object that is described later. */
  reserve(): number {
    this.objects.push(undefined);
    return this.objects.length;
  }

  add(body: string): number {
    const id = this.reserve();
    this.set(id, body);
    return id;
  }

  set(id: number, body: string): void {
    this.objects[id - 1] = latin(body);
  }

  /** A deflated stream; `dictionary` holds what it needs beside length and filter. */
  addStream(data: Uint8Array, dictionary = ''): number {
    const packed = zlibSync(data);
    const id = this.reserve();
    this.objects[id - 1] = concat([
      latin(`<< ${dictionary} /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
      packed,
      latin('\nendstream'),
    ]);
    return id;
  }

  /** The whole file, with its cross-reference table. */
  bytes(catalog: number, info: number): Uint8Array {
    const parts: Uint8Array[] = [latin('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n')];
    let at = parts[0].length;
    const starts = this.objects.map((object, i) => {
      if (!object) throw new Error(`PDF object ${i + 1} was never described`);
      const whole = concat([latin(`${i + 1} 0 obj\n`), object, latin('\nendobj\n')]);
      parts.push(whole);
      const start = at;
      at += whole.length;
      return start;
    });
    const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
    const size = starts.length + 1;
    parts.push(
      latin(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root ${catalog} 0 R /Info ${info} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
      ),
    );
    return concat(parts);
  }
}

/** Bytes of a text whose characters are all below 256. */
export const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A text string for document information: UTF-16BE with its mark, as hexadecimal (7.9.2.2). */
export const textString = (text: string): string => `<FEFF${utf16Hex(text)}>`;

export const utf16Hex = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('');
