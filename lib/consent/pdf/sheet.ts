import type { Direction } from '../messages/catalogue';
import { type BidiText, bidiText } from './bidiText';
import { lineBreaks } from './lineBreaks';
import { runsOfLine } from './lineRuns';
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

/** One page: points, with x counted from the side where lines begin and y from the top; black and grey only (E13). */
export class Sheet {
  private readonly content: string[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
    readonly direction: Direction,
    private readonly fonts: PdfFonts,
  ) {}

  /** Writes a text into a column from `y` down and returns where it ends. */
  paragraph(text: string, x: number, y: number, width: number, style: TextStyle): number {
    let at = y;
    for (const part of text.split('\n')) {
      const whole = bidiText(part, this.direction);
      const fits = (start: number, end: number) =>
        widthOf(runsOfLine(whole, start, end, this.fonts)) * style.size <= width;
      for (const { start, end } of lineBreaks(part, fits)) {
        this.line(whole, start, end, x, at, style);
        at += style.size * lineHeight;
      }
    }
    return at;
  }

  /** One line, not wrapped. */
  text(text: string, x: number, y: number, style: TextStyle): void {
    this.line(bidiText(text, this.direction), 0, text.length, x, y, style);
  }

  rule(x1: number, y1: number, x2: number, y2: number, thickness = 0.6): void {
    const [from, to] = [x1, x2].map((x) => point(this.left(x)));
    this.content.push(`${thickness} w ${from} ${this.up(y1)} m ${to} ${this.up(y2)} l S`);
  }

  box(x: number, y: number, width: number, height: number, filled: boolean): void {
    this.content.push(
      `0.6 w ${point(this.left(x, width))} ${this.up(y + height)} ${point(width)} ${point(height)} re ${filled ? 'f' : 'S'}`,
    );
  }

  /** An outlined circle of four Bézier curves. */
  circle(cx: number, cy: number, radius: number): void {
    const k = 0.5523 * radius;
    const p = (dx: number, dy: number) => `${point(this.left(cx) + dx)} ${this.up(cy + dy)}`;
    this.content.push(
      `0.9 w ${p(radius, 0)} m ${p(radius, k)} ${p(k, radius)} ${p(0, radius)} c ${p(-k, radius)} ${p(-radius, k)} ${p(-radius, 0)} c ${p(-radius, -k)} ${p(-k, -radius)} ${p(0, -radius)} c ${p(k, -radius)} ${p(radius, -k)} ${p(radius, 0)} c S`,
    );
  }

  stream(): string {
    return `0 g 0 G\n${this.content.join('\n')}`;
  }

  widthOf(text: string, size: number): number {
    return widthOf(runsOfLine(bidiText(text, this.direction), 0, text.length, this.fonts)) * size;
  }

  private line(whole: BidiText, start: number, end: number, x: number, y: number, { size, bold }: TextStyle): void {
    const weight = bold ? `2 Tr ${(size * boldOutline).toFixed(3)} w` : '0 Tr';
    const runs = runsOfLine(whole, start, end, this.fonts);
    const left = this.left(x, widthOf(runs) * size);
    const placed = runs.map((run, i) => ({ ...run, at: left + widthOf(runs.slice(0, i)) * size }));
    // Each at its place, but in the order of reading: a program that copies or speaks the page takes them so.
    for (const { font, hex, at } of placed.sort((a, b) => a.from - b.from))
      this.content.push(
        `BT /F${font} ${size} Tf ${weight} 1 0 0 1 ${point(at)} ${this.up(y + size * baseline)} Tm <${hex}> Tj ET`,
      );
  }

  /** Distance from the left edge of what is `width` wide and begins at `x`. */
  private left(x: number, width = 0): number {
    return this.direction === 'rtl' ? this.width - x - width : x;
  }

  private up(y: number): string {
    return point(this.height - y);
  }
}

const widthOf = (runs: readonly { readonly width: number }[]): number =>
  runs.reduce((sum, { width }) => sum + width, 0);

const point = (value: number): string => value.toFixed(2);
