import { latin, type PdfFile, utf16Hex } from './pdfFile';
import type { TrueTypeFont } from './trueType';

/** A stretch of text in one font, as the page's content stream shows it. */
export interface Run {
  readonly font: number;
  /** Glyph numbers as four hexadecimal digits each. */
  readonly hex: string;
  /** At size 1. */
  readonly width: number;
}

/** The fonts of one file in order of preference; it remembers which glyphs were shown, to embed those alone. */
export class PdfFonts {
  private readonly used: Map<number, string>[];

  constructor(private readonly fonts: readonly TrueTypeFont[]) {
    this.used = fonts.map(() => new Map());
  }

  /** Characters that no font can show. */
  missing(text: string): readonly string[] {
    return [...new Set(text)].filter((character) => character !== '\n' && !this.find(character));
  }

  widthOf(text: string): number {
    return this.runs(text).reduce((sum, { width }) => sum + width, 0);
  }

  runs(text: string): readonly Run[] {
    const runs: { font: number; hex: string; width: number }[] = [];
    for (const character of text) {
      const found = this.find(character);
      if (!found) throw new Error('a character without a glyph reached the page; missing() is asked first');
      const { font, glyph } = found;
      this.used[font].set(glyph, character);
      const width = this.fonts[font].widthOf(glyph) / this.fonts[font].unitsPerEm;
      const last = runs[runs.length - 1];
      const hex = glyph.toString(16).padStart(4, '0');
      if (last?.font === font) Object.assign(last, { hex: last.hex + hex, width: last.width + width });
      else runs.push({ font, hex, width });
    }
    return runs;
  }

  /** Embeds what was used and returns the page's font resource: F0, F1 ... (ISO 32000-1, 9.7: CIDFontType2, Identity-H). */
  embed(file: PdfFile): string {
    const entries = this.fonts.flatMap((font, i) => {
      const glyphs = this.used[i];
      if (glyphs.size === 0) return [];
      const scale = 1000 / font.unitsPerEm;
      const data = font.subset(new Set(glyphs.keys()));
      const program = file.addStream(data, `/Length1 ${data.length}`);
      const name = `/BCKCST+Patient${i}`;
      const box = font.box.map((value) => Math.round(value * scale)).join(' ');
      const [ascent, descent] = [font.ascent, font.descent].map((value) => Math.round(value * scale));
      const descriptor = file.add(
        `<< /Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${box}] /ItalicAngle 0 /Ascent ${ascent} /Descent ${descent} /CapHeight ${ascent} /StemV 80 /FontFile2 ${program} 0 R >>`,
      );
      const widths = [...glyphs.keys()]
        .map((glyph) => `${glyph} [${Math.round(font.widthOf(glyph) * scale)}]`)
        .join(' ');
      const descendant = file.add(
        `<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /W [${widths}] /CIDToGIDMap /Identity >>`,
      );
      const unicode = file.addStream(latin(toUnicode(glyphs)));
      const id = file.add(
        `<< /Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
      );
      return [`/F${i} ${id} 0 R`];
    });
    return `<< ${entries.join(' ')} >>`;
  }

  private find(character: string): { readonly font: number; readonly glyph: number } | undefined {
    for (let font = 0; font < this.fonts.length; font += 1) {
      const glyph = this.fonts[font].glyphOf(character.codePointAt(0) ?? 0);
      if (glyph !== undefined) return { font, glyph };
    }
    return undefined;
  }
}

/** The map back to characters, so that the text can be searched, copied and read aloud (9.10.3); at most 100 lines a block. */
function toUnicode(glyphs: ReadonlyMap<number, string>): string {
  const lines = [...glyphs].map(
    ([glyph, character]) => `<${glyph.toString(16).padStart(4, '0')}> <${utf16Hex(character)}>`,
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
