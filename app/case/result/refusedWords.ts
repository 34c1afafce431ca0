import { longestWords } from '@/lib/core/disagreement';
import { type IdentifierKind, identifierKinds, identifiersIn } from '@/lib/core/identifiersIn';
import type { Problem } from '@/lib/core/result';
import type { PatientIdentity } from '@/lib/fhir/chartData';

/** What to write instead. */
const instead: Readonly<Record<IdentifierKind, string>> = {
  'patient-name': 'Write "the patient". If an ordinary word is meant, take another one for it.',
  'titled-name': 'Write "the patient", or what the person is.',
  'patient-number': 'Leave the number out.',
  'birth-date': 'Write the age, or "7 of 10" if a score is meant.',
  date: 'Write how long ago it was.',
  digits: 'Write a value with its unit, as in "1200 HU", or with a comma, as in "1,200".',
  phone: 'Leave the number out; put commas between values.',
  email: 'Leave it out.',
  url: 'Leave it out.',
};

const listed = new Intl.ListFormat('en');

/** Why these words cannot leave the browser, or undefined. What it says holds the very words, so it is for this screen alone. */
export function refusedWords(
  words: string,
  { name, birthDate, recordNumber, alsoKnownBy }: PatientIdentity,
): Pick<Problem, 'message' | 'remedy'> | undefined {
  if (words.length > longestWords)
    return {
      message: `Not sent: these are ${words.length} characters, and up to ${longestWords} can be sent.`,
      remedy: 'Shorten them and send again.',
    };
  const found = identifiersIn(words, {
    names: alsoKnownBy?.names ?? [name],
    numbers: [...(recordNumber ? [recordNumber] : []), ...(alsoKnownBy?.numbers ?? [])],
    ...(birthDate && { birthDate }),
  });
  if (found.length === 0) return undefined;
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  const told = kinds.map((kind) => {
    const words = new Set(found.filter((one) => one.kind === kind).map(({ found }) => `“${found}”`));
    return `${listed.format(words)} (${identifierKinds[kind]})`;
  });
  const remedies = new Set(kinds.map((kind) => instead[kind]));
  return {
    message: `Not sent, because the words hold ${listed.format(told)}.`,
    remedy: `${[...remedies].join(' ')} Then send again; nothing of yours was changed.`,
  };
}
