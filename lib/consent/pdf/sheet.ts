import type { PdfFonts } from './pdfFonts';

export interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly bold?: boolean;
}

/** Distance of two lines of text, in sizes. */
export const lineHeight = 1.35;
/** A line's letters stand on a line this far below its top, in sizes. */
const baseline = 1.02;
/** The one embedded weight is thickened by a thin outline, in sizes. */
const boldOutline = 0.028;

/** One page: points, with y counted from the top; black and grey only (E13). */
export class Sheet {
  private readonly content: string[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
    private readonly fonts: PdfFonts,
  ) {}

  /** Writes a text into a column from `y` down and returns where it ends. */
  paragraph(text: string, x: number, y: number, width: number, style: TextStyle): number {
    let at = y;
    for (const line of this.lines(text, width, style.size)) {
      this.text(line, x, at, style);
      at += style.size * lineHeight;
    }
    return at;
  }

  /** One line, not wrapped. */
  text(text: string, x: number, y: number, { size, bold }: TextStyle): void {
    const weight = bold ? `2 Tr ${(size * boldOutline).toFixed(3)} w` : '0 Tr';
    let at = x;
    for (const { font, hex, width } of this.fonts.runs(text)) {
      this.content.push(
        `BT /F${font} ${size} Tf ${weight} 1 0 0 1 ${point(at)} ${this.up(y + size * baseline)} Tm <${hex}> Tj ET`,
      );
      at += width * size;
    }
  }

  rule(x1: number, y1: number, x2: number, y2: number, thickness = 0.6): void {
    this.content.push(`${thickness} w ${point(x1)} ${this.up(y1)} m ${point(x2)} ${this.up(y2)} l S`);
  }

  box(x: number, y: number, width: number, height: number, filled: boolean): void {
    this.content.push(
      `0.6 w ${point(x)} ${this.up(y + height)} ${point(width)} ${point(height)} re ${filled ? 'f' : 'S'}`,
    );
  }

  /** An outlined circle of four Bézier curves. */
  circle(cx: number, cy: number, radius: number): void {
    const k = 0.5523 * radius;
    const p = (dx: number, dy: number) => `${point(cx + dx)} ${this.up(cy + dy)}`;
    this.content.push(
      `0.9 w ${p(radius, 0)} m ${p(radius, k)} ${p(k, radius)} ${p(0, radius)} c ${p(-k, radius)} ${p(-radius, k)} ${p(-radius, 0)} c ${p(-radius, -k)} ${p(-k, -radius)} ${p(0, -radius)} c ${p(k, -radius)} ${p(radius, -k)} ${p(radius, 0)} c S`,
    );
  }

  stream(): string {
    return `0 g 0 G\n${this.content.join('\n')}`;
  }

  widthOf(text: string, size: number): number {
    return this.fonts.widthOf(text) * size;
  }

  /** Lines no wider than the column: at spaces, and between Chinese characters, but never before a closing mark. */
  private lines(text: string, width: number, size: number): string[] {
    const lines: string[] = [];
    for (const part of text.split('\n')) {
      let line = '';
      for (const piece of part.match(pieces) ?? []) {
        if (line !== '' && this.widthOf((line + piece).trimEnd(), size) > width) {
          lines.push(line.trimEnd());
          line = piece.trimStart();
        } else line += piece;
        while (this.widthOf(line.trimEnd(), size) > width) {
          const fits = this.longestFit(line, width, size);
          lines.push(line.slice(0, fits));
          line = line.slice(fits);
        }
      }
      lines.push(line.trimEnd());
    }
    return lines;
  }

  /** How much of a single word that is wider than the column still fits. */
  private longestFit(word: string, width: number, size: number): number {
    let length = 1;
    while (length < word.length && this.widthOf(word.slice(0, length + 1), size) <= width) length += 1;
    return length;
  }

  private up(y: number): string {
    return point(this.height - y);
  }
}

const point = (value: number): string => value.toFixed(2);

/** A Chinese character with the closing marks behind it, or a word with the spaces behind it. */
const pieces = /[\u3000-\u9fff\uff00-\uffef][，。、：；？！）」』”]*\s*|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g;
