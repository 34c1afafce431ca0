import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Text of each page of each file, as a reader gets it by copying. */
export function pdfPages(files: readonly Uint8Array[]): string[][] {
  return (readBy('pdfText.mjs', files) as string[][]).map((pages) => pages.map((page) => page.replace(/\s+/g, ' ')));
}

/** One character as it stands on the paper: points, x of its left edge, y of its line from the bottom. */
export interface PdfGlyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Characters of each page of a file, as PDF.js draws them. */
export const pdfGlyphs = (file: Uint8Array): PdfGlyph[][] => (readBy('pdfGlyphs.mjs', [file]) as PdfGlyph[][][])[0];

/** What stands on each line of a page, from left to right, whatever the order of reading. */
export function linesAsSeen(page: readonly PdfGlyph[]): string[] {
  const lines = new Map<number, PdfGlyph[]>();
  for (const glyph of page) lines.set(glyph.y, [...(lines.get(glyph.y) ?? []), glyph]);
  return [...lines.values()].map((line) =>
    line
      .toSorted((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join(''),
  );
}

function readBy(script: string, files: readonly Uint8Array[]): unknown {
  const input = JSON.stringify(files.map((file) => Buffer.from(file).toString('base64')));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(__dirname, script)], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`the PDF could not be read: ${stderr}`);
  return JSON.parse(stdout);
}

/** Without spaces, which differ where lines break, without isolates, which no paper shows, and in normal form: Chromium writes some characters as look-alike radicals. */
export const tight = (text: string): string => text.normalize('NFKC').replace(/[\s\u2066-\u2069]+/g, '');
