import type { ConsentFacts } from './consentFacts';
import type { ConsentRecord } from './consentRecord';
import { isolatedIn } from './isolated';
import { catalogues } from './messages/catalogue';
import { paperNumber } from './paperNumber';
import { type Say, sayDate } from './say';

/** Whose record this is, in the order name, birth date, record number, level (S4). */
export function identityLines(say: Say, { identity }: ConsentFacts, { language }: ConsentRecord): string[] {
  const apart = isolatedIn(language);
  const { name, birthDate, recordNumber, level } = identity;
  return [
    apart(name),
    ...(birthDate ? [say('born', { date: sayDate(language, birthDate) })] : []),
    ...(recordNumber ? [say('recordNumber', { number: apart(recordNumber) })] : []),
    say('brokenBone', { level: apart(level) }),
  ];
}

/** Who signed, which version, who checked the words (S15, S17). */
export function recordLines(say: Say, facts: ConsentFacts, { language }: ConsentRecord): string[] {
  const apart = isolatedIn(language);
  const { signer, identifier, programVersion, numbers } = facts;
  const { version, name, reviewer } = catalogues[language];
  const by = { name: apart(signer.name), date: sayDate(language, signer.at) };
  return [
    numbers.kind === 'estimate' ? say('signed', by) : say('released', by),
    say('program', { version: apart(programVersion), texts: version, language: name }),
    reviewer ? say('reviewed', { reviewer: apart(reviewer) }) : say('notReviewed'),
    ...(identifier ? [say('identifier', { id: apart(paperNumber(identifier)) })] : []),
  ];
}
