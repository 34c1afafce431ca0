import { mirrored } from './bidiText';
import { latin, type PdfFile, utf16Hex } from './pdfFile';
import type { TrueTypeFont } from './trueType';

/** A stretch of text in one font, as the page's content stream shows it. */
export interface Run {
  readonly font: number;
  /** Codes from left to right, as four hexadecimal digits each. */
  readonly hex: string;
  /** At size 1. */
  readonly width: number;
}

/**
 * A character's code is its glyph number; a mirrored one has a code of its own, as its glyph is also that of the other
 * bracket: the map back to characters must tell the two apart. No font here has as many glyphs.
 */
const mirroredCodes = 0x8000;

/** Marks and isolates steer the order of a line and are never shown. */
const unseen = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The fonts of one file in order of preference; it remembers which glyphs were shown, to embed those alone. */
export class PdfFonts {
  /** Characters by the code that shows them. */
  private readonly used: Map<number, string>[];
  private readonly inOrder: readonly number[];
  /** Between Hebrew letters, spaces and marks are the Hebrew font's, so that words stay in one run. */
  private readonly inOrderFromRight: readonly number[];

  constructor(private readonly fonts: readonly TrueTypeFont[]) {
    this.used = fonts.map(() => new Map());
    this.inOrder = fonts.map((_, font) => font);
    const hasAlef = (font: number) => fonts[font].glyphOf(0x05d0) !== undefined;
    this.inOrderFromRight = this.inOrder.toSorted((a, b) => Number(hasAlef(b)) - Number(hasAlef(a)));
  }

  /** Characters that no font can show, whichever way they run. */
  missing(text: string): readonly string[] {
    return [...new Set(text)].filter(
      (character) =>
        character !== '\n' && !unseen.test(character) && !(this.find(character, false) && this.find(character, true)),
    );
  }

  /** Of a stretch that runs one way, in the order of reading. */
  runs(text: string, fromRight: boolean): readonly Run[] {
    const runs: { font: number; hex: string; width: number }[] = [];
    for (const character of text) {
      if (unseen.test(character)) continue;
      const found = this.find(character, fromRight);
      if (!found) throw new Error('a character without a glyph reached the page; missing() is asked first');
      const { font, glyph } = found;
      const code = fromRight && mirrored(character) !== character ? mirroredCodes + glyph : glyph;
      this.used[font].set(code, character);
      const width = this.fonts[font].widthOf(glyph) / this.fonts[font].unitsPerEm;
      const last = runs[runs.length - 1];
      const hex = code.toString(16).padStart(4, '0');
      if (last?.font === font)
        Object.assign(last, { hex: fromRight ? hex + last.hex : last.hex + hex, width: last.width + width });
      else runs.push({ font, hex, width });
    }
    return runs;
  }

  /** Embeds what was used and returns the page's font resource: F0, F1 ... (ISO 32000-1, 9.7: CIDFontType2, Identity-H). */
  embed(file: PdfFile): string {
    const entries = this.fonts.flatMap((font, i) => {
      const characters = this.used[i];
      if (characters.size === 0) return [];
      const codes = [...characters.keys()];
      const scale = 1000 / font.unitsPerEm;
      const data = font.subset(new Set(codes.map(glyphOfCode)));
      const program = file.addStream(data, `/Length1 ${data.length}`);
      const name = `/BCKCST+Patient${i}`;
      const box = font.box.map((value) => Math.round(value * scale)).join(' ');
      const [ascent, descent] = [font.ascent, font.descent].map((value) => Math.round(value * scale));
      const descriptor = file.add(
        `<< /Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${box}] /ItalicAngle 0 /Ascent ${ascent} /Descent ${descent} /CapHeight ${ascent} /StemV 80 /FontFile2 ${program} 0 R >>`,
      );
      const widths = codes.map((code) => `${code} [${Math.round(font.widthOf(glyphOfCode(code)) * scale)}]`).join(' ');
      const toGlyphs = codes.some((code) => code >= mirroredCodes)
        ? `${file.addStream(codeToGlyph(codes))} 0 R`
        : '/Identity';
      const descendant = file.add(
        `<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /W [${widths}] /CIDToGIDMap ${toGlyphs} >>`,
      );
      const unicode = file.addStream(latin(toUnicode(characters)));
      const id = file.add(
        `<< /Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
      );
      return [`/F${i} ${id} 0 R`];
    });
    return `<< ${entries.join(' ')} >>`;
  }

  private find(character: string, fromRight: boolean): { readonly font: number; readonly glyph: number } | undefined {
    const codePoint = (fromRight ? mirrored(character) : character).codePointAt(0) ?? 0;
    for (const font of fromRight ? this.inOrderFromRight : this.inOrder) {
      const glyph = this.fonts[font].glyphOf(codePoint);
      if (glyph !== undefined) return { font, glyph };
    }
    return undefined;
  }
}

const glyphOfCode = (code: number): number => code % mirroredCodes;

/** Two bytes a code (9.7.4.2). */
function codeToGlyph(codes: readonly number[]): Uint8Array {
  const map = new DataView(new ArrayBuffer(2 * (Math.max(...codes) + 1)));
  for (const code of codes) map.setUint16(2 * code, glyphOfCode(code));
  return new Uint8Array(map.buffer);
}

/** The map back to characters, so that the text can be searched, copied and read aloud (9.10.3); at most 100 lines a block. */
function toUnicode(characters: ReadonlyMap<number, string>): string {
  const lines = [...characters].map(
    ([code, character]) => `<${code.toString(16).padStart(4, '0')}> <${utf16Hex(character)}>`,
  );
  const blocks: string[] = [];
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`;
}
