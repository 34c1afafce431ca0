/** Month names of the languages that patients are spoken to in, and of their neighbours; whole words, so that "marked" is none. */
const month = `(?:${[
  'jan(?:uary?|uar|vier|eiro)?|enero?|j[äa]nner|gennaio',
  'feb(?:ruary?|ruar|rero|braio)?|f[ée]v(?:rier|ereiro)?',
  'mar(?:ch|zo|s|ço|co)?|m[äa]rz|maart',
  'apr(?:il|ile)?|abr(?:il)?|avr(?:il)?',
  'may(?:o)?|mai(?:o)?|mei|maggio',
  'june?|juni(?:o)?|juin|junho|giugno',
  'july?|juli(?:o)?|juil(?:let)?|julho|luglio',
  'aug(?:ust|ustus)?|agosto|ao[ûu]t',
  'sept?(?:ember|embre|iembre)?|setiembre|settembre|setembro',
  'oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|outubro',
  'nov(?:ember|embre|iembre|embro)?',
  'dec(?:ember|embro)?|d[ée]cembre|dic(?:iembre|embre)?|dez(?:ember|embro)?',
].join('|')})`;
const dayNumber = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const monthNumber = '(?:0?[1-9]|1[0-2])';
const day = String.raw`${dayNumber}(?:st|nd|rd|th|er|º|\.)?`;
const year = String.raw`(?:\d{4}|['’]?\d{2})`;
const words = (source: string): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${source})(?![\p{L}\p{N}])`, 'giu');

/**
 * Dates as people write them: in numbers of three parts, with a month's name beside a day or a year or after "in", in Chinese.
 * Two numbers alone ("7/10", "4/5") are a score or a strength unless "on", "since" or "until" stands before them.
 */
export const dateForms: readonly RegExp[] = [
  words(String.raw`\d{4}\s?([./-])\s?\d{1,2}\s?\1\s?\d{1,2}(?:T[\d:.]+Z?)?`),
  words(String.raw`${dayNumber}\s?([./-])\s?${monthNumber}\s?\1\s?(?:\d{4}|\d{2})`),
  words(String.raw`${monthNumber}\s?([./-])\s?${dayNumber}\s?\1\s?(?:\d{4}|\d{2})`),
  words(String.raw`(?:on|since|until)\s(?:the\s)?(?:${dayNumber}[./]${monthNumber}|${monthNumber}[./]${dayNumber})\.?`),
  words(String.raw`${day}[\s.,-]*(?:(?:of|de)\s)?${month}(?:[\s.,-]*(?:(?:of|de)\s)?${year})?`),
  words(String.raw`${month}[\s.-]*(?:the\s)?${day}(?:[\s.,]+${year})?`),
  words(String.raw`${month}[\s.,-]*(?:(?:of|de)\s)?${year}`),
  words(String.raw`(?:in|since|until|till|last|next|early|late|mid)[\s-]${month}`),
  /\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?/gu,
];

/** "A score of 10 may be too low": a verb in small letters, unless a year follows. */
export const isVerb = (match: string): boolean => /\d\s+may$/.test(match);
