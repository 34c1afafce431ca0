import { catalogues, type Direction, type PatientLanguage } from './messages/catalogue';

/** Letters written from the right: Hebrew, Arabic and their like. */
const fromRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Any other letter, or a number. */
const fromLeft = /(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])[\p{L}\p{N}]/u;
/** Embeddings, overrides and isolates; one in a name would reach beyond it. */
const controls = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A name, a number of the chart or a person's own words, to stand in a text that is written in `direction`. Where the two
 * go different ways, each line is set apart by a first-strong isolate (Unicode Standard Annex 9): the parts of "MRN 4711"
 * keep their order in Hebrew, and a Hebrew name takes no number beside it along in English. In characters and not in
 * markup, so that screen, print and PDF have it from one place.
 */
export function isolated(words: string, direction: Direction): string {
  const plain = words.replace(controls, '');
  const foreign = direction === 'ltr' ? fromRight : fromLeft;
  return plain
    .split('\n')
    .map((line) => (foreign.test(line) ? `\u2068${line}\u2069` : line))
    .join('\n');
}

export const isolatedIn =
  (language: PatientLanguage) =>
  (words: string): string =>
    isolated(words, catalogues[language].direction);
