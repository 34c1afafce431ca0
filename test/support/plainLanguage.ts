import { syllable } from 'syllable';

/** Sentences of a text; a heading or label counts as one of its own. */
export const sentencesIn = (text: string): string[] =>
  text
    .split(/(?<=[.?!:])\s+|\n/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[A-Za-z]/.test(sentence));

export const wordsIn = (sentence: string): string[] => sentence.match(/[A-Za-z0-9'’-]+/g) ?? [];

/** A figure is taken to be read as three syllables ("thirty-one"). */
const syllablesOf = (word: string): number => (/^\d+$/.test(word) ? 3 : Math.max(1, syllable(word)));

/** Flesch-Kincaid grade level (Kincaid et al. 1975): 0.39 words per sentence + 11.8 syllables per word - 15.59. */
export function readingGrade(text: string): number {
  const sentences = sentencesIn(text);
  const words = sentences.flatMap(wordsIn);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}
