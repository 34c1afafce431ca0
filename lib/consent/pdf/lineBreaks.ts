/** A part of a paragraph, without the spaces at its end. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * Lines in the order of reading that fit: broken at spaces, and between Chinese characters, but never before a closing mark. A single word that is wider
 * than the column is cut.
 */
export function lineBreaks(text: string, fits: (start: number, end: number) => boolean): readonly Line[] {
  const lines: Line[] = [];
  let [start, end] = [0, 0];
  const withoutSpaces = (to: number) => start + text.slice(start, to).trimEnd().length;
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const next = index + piece.length;
    if (end > start && !fits(start, withoutSpaces(next))) {
      lines.push({ start, end: withoutSpaces(end) });
      start = next - piece.trimStart().length;
    }
    end = next;
    while (!fits(start, withoutSpaces(end))) {
      let cut = start + 1;
      while (cut < end && fits(start, cut + 1)) cut += 1;
      lines.push({ start, end: cut });
      start = cut;
    }
  }
  lines.push({ start, end: withoutSpaces(end) });
  return lines;
}

/** A Chinese character with the closing marks behind it, or a word with the spaces behind it. */
const pieces = /[\u3000-\u9fff\uff00-\uffef][，。、：；？！）」』”]*\s*|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g;
