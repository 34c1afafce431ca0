import bidiFactory, { type EmbeddingLevels } from 'bidi-js';
import type { Direction } from '../messages/catalogue';

const bidi = bidiFactory();

/** A paragraph in the order of reading, with the level of each character (Unicode Standard Annex 9): odd is written from the right. */
export interface BidiText {
  readonly text: string;
  readonly levels: EmbeddingLevels;
}

/** Characters of one line that stand side by side and run one way. */
export interface Stretch {
  /** In the order of reading. */
  readonly text: string;
  /** Where in the paragraph it begins. */
  readonly from: number;
  readonly level: number;
}

/** @param direction of the paragraph, whatever its first letter is. */
export const bidiText = (text: string, direction: Direction): BidiText => ({
  text,
  levels: bidi.getEmbeddingLevels(text, direction),
});

/** The stretches of one line, from left to right. */
export function stretchesOf({ text, levels }: BidiText, start: number, end: number): readonly Stretch[] {
  if (end <= start) return [];
  const order = bidi.getReorderedIndices(text, levels, start, end - 1).slice(start, end);
  const stretches: { first: number; last: number; level: number }[] = [];
  for (const index of order) {
    const level = levels.levels[index];
    const open = stretches[stretches.length - 1];
    const goesOn = open?.level === level && Math.abs(index - open.last) === 1;
    if (goesOn) open.last = index;
    else stretches.push({ first: index, last: index, level });
  }
  return stretches.map(({ first, last, level }) => {
    const from = Math.min(first, last);
    return { text: text.slice(from, Math.max(first, last) + 1), from, level };
  });
}

export const runsFromRight = (level: number): boolean => level % 2 === 1;

/** The character that is shown for one in a stretch from the right: an opening bracket looks like a closing one. */
export const mirrored = (character: string): string => bidi.getMirroredCharacter(character) ?? character;
