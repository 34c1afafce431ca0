import { type BidiText, runsFromRight, stretchesOf } from './bidiText';
import type { PdfFonts, Run } from './pdfFonts';

/** A run with the place of its first character in the paragraph. */
export interface LineRun extends Run {
  readonly from: number;
}

/**
 * The runs of one line from left to right. Neighbours in one font are one run, whichever way they go: PDF.js finds words
 * and spaces of a line from the right only inside one string. What it would order otherwise inside a string stays apart.
 */
export function runsOfLine(whole: BidiText, start: number, end: number, fonts: PdfFonts): readonly LineRun[] {
  const line: (LineRun & { readonly alone: boolean })[] = [];
  for (const { text, from, level } of stretchesOf(whole, start, end)) {
    const fromRight = runsFromRight(level);
    const runs = fonts.runs(text, fromRight);
    const alone = runs.length > 1 || level > 2 || (level === 2 && !betweenLetters.test(text));
    for (const run of fromRight ? runs.toReversed() : runs) {
      const last = line[line.length - 1];
      if (last && !last.alone && !alone && last.font === run.font)
        line[line.length - 1] = {
          ...last,
          hex: last.hex + run.hex,
          width: last.width + run.width,
          from: Math.min(last.from, from),
        };
      else line.push({ ...run, from, alone });
    }
  }
  return line;
}

/** A mark at either end, as in "Margaret (Mrs.)", would be taken for one of the text around. */
const betweenLetters = /^[\p{L}\p{N}](.*[\p{L}\p{N}])?$/u;
