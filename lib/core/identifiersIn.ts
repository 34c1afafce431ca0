import { dateForms, isVerb } from './dateForms';
import { nameWordsIn } from './nameWords';
import { type KnownPatient, patientForms } from './patientForms';

/** What was found, for a person to read. */
export const identifierKinds = {
  'patient-name': "part of the patient's name",
  'titled-name': 'a name',
  'patient-number': 'a number of the patient',
  'birth-date': "the patient's birth date",
  email: 'an e-mail address',
  url: 'a web address',
  date: 'a date',
  phone: 'a telephone number',
  digits: 'four or more digits in a row',
} as const;

export type IdentifierKind = keyof typeof identifierKinds;

export interface IdentifierFound {
  readonly kind: IdentifierKind;
  /** As it stands in the text. It may be the very name: for the screen that it was typed on, and for no error or log. */
  readonly found: string;
}

/**
 * What in free text tells, or may tell, who a patient is. A sieve with known holes, for words that a clinician was asked to keep
 * free of it: a name of somebody else without a title passes, and so do an age and a place.
 * @param known the patient of the case, in the browser; without it only patterns are looked for.
 */
export function identifiersIn(text: string, known: KnownPatient = nobody): readonly IdentifierFound[] {
  let rest = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const found: IdentifierFound[] = [];
  const take = (kind: IdentifierKind, pattern: RegExp) => {
    rest = rest.replace(pattern, (match) => {
      if (passes[kind]?.(match, known)) return match;
      found.push({ kind, found: match.trim() });
      return gap;
    });
  };
  for (const { kind, pattern } of patientForms(known)) take(kind, pattern);
  rest = rest.replace(measuredValue, gap);
  for (const [kind, pattern] of patterns) take(kind, pattern);
  for (const word of nameWordsIn(rest, known.names)) found.push({ kind: 'patient-name', found: word });
  return found;
}

const nobody: KnownPatient = { names: [], numbers: [] };
/** Keeps what stood on both sides from running together into something else. */
const gap = ' ¦ ';
const phoneDigits = 7;

/** What a pattern takes in and is nothing to refuse, or is told as something else. */
const passes: Readonly<Partial<Record<IdentifierKind, (match: string, known: KnownPatient) => boolean>>> = {
  date: isVerb,
  phone: (match) => match.replace(/\D/g, '').length < phoneDigits,
  'titled-name': (match, { names }) => nameWordsIn(match, names).length > 0,
};

/**
 * A value of up to four digits with HU, mg or IU beside it, or a range of such. Bone, cement and drugs reach four digits in
 * these units; a record number, a year or an accession number has none, and five digits never pass.
 */
const measuredValue = (() => {
  const value = '[-−]?\\p{Nd}{1,4}(?:\\s?(?:-|–|to|and)\\s?[-−]?\\p{Nd}{1,4})?';
  const named = `HU\\s?(?:of|at|about|around|is|was|=|:|<|>|≤|≥|~)?\\s?${value}`;
  const end = '(?![\\p{L}\\p{N}]|[./-]\\p{Nd})';
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${named}|${value}[\\s-]?(?:HU|mg|IU))${end}`, 'giu');
})();

/** In this order: what an earlier one takes is gone for the later ones, so that a date is not told as digits too. */
const patterns: readonly (readonly [IdentifierKind, RegExp])[] = [
  ['email', /[^\s@<>]+@[^\s@<>]+/gu],
  ['url', /[a-z][a-z\d+.-]*:\/\/\S+/giu],
  ['url', /(?<![\p{L}\p{N}])(?:www\.\S+|[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|edu|gov)(?![\p{L}\p{N}])\S*)/giu],
  ...dateForms.map((form) => ['date', form] as const),
  ['phone', /(?<![\p{L}\p{N}.])\+?\(?\d{2,}\)?(?:[ ./()-]{1,3}\d{2,})+/gu],
  ['digits', /\p{Nd}{4,}/gu],
  ['titled-name', /(?<!\p{L})(?:Mrs?|Ms|Mister|Sra?|Herr|Frau|Mme)\.?\s\p{Lu}\p{L}+/gu],
];
