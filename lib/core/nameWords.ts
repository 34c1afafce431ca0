/** Of many names and of nobody: refusing these would refuse most Spanish sentences for a "de la Cruz". */
const particles = new Set(
  'de la las los del da das do dos di du le van von der den zu bin ibn al el y mr mrs ms miss dr prof sr sra jr'.split(
    ' ',
  ),
);
/** Letters that are no base letter with a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
/** As they are written on a keyboard without them: "Mueller" for "Müller". */
const spelled: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
/** Scripts that put no space between words: there a name is looked for within a run of letters. */
const unspacedScript =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+$/u;

/**
 * The words of a text that are a whole part of one of these names, as they stand there; case, diacritics and spelled-out umlauts
 * do not matter, a part has two letters or more. A part that is also an ordinary word ("Long") counts: nobody can tell by the
 * word alone which is meant.
 */
export function nameWordsIn(text: string, names: readonly string[]): string[] {
  const parts = new Set(names.flatMap(partsOf));
  const unspaced = [...parts].filter((part) => unspacedScript.test(part));
  return wordsOf(text).filter(
    (word) => foldings(word).some((folded) => parts.has(folded)) || unspaced.some((part) => fold(word).includes(part)),
  );
}

/** "O'Brien-Núñez": brien, nunez, and obrien and obriennunez, because they may be written so. */
function partsOf(name: string): string[] {
  const words = wordsOf(name);
  const joined = [/[\s,]+/, /[\s,\p{Pd}]+/u].flatMap((gap) => name.split(gap).map((part) => wordsOf(part).join('')));
  const unspaced = words.every((word) => unspacedScript.test(word)) ? [words.join('')] : [];
  const telling = [...words, ...joined, ...unspaced].filter((word) => !particles.has(fold(word)));
  return (telling.length > 0 ? telling : words).flatMap(foldings).filter((part) => [...part].length > 1);
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .match(/[\p{L}\p{M}]+/gu) ?? [];

const foldings = (word: string): string[] => [
  fold(word),
  fold(
    word
      .toLowerCase()
      .normalize('NFC')
      .replace(/[äöüøå]/g, (letter) => spelled[letter]),
  ),
];

const fold = (word: string): string =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþıς]/g, (letter) => letters[letter]);
