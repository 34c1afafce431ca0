import type { ConsentRecord } from './consentRecord';
import type { ConsentTexts } from './consentTexts';
import { isolatedIn } from './isolated';

/** What the patient ticked and wrote, in words (R22). */
export function chosenMatters({ matters }: ConsentTexts, record: ConsentRecord): readonly string[] {
  const ticked = matters.choices.filter(({ id }) => record.mattersMost.includes(id)).map(({ text }) => text);
  return [...ticked, ...(record.mattersOther ? [isolatedIn(record.language)(record.mattersOther)] : [])];
}

/** What the patient said back, behind the words that introduce it; empty where nothing was recorded (R17). */
export function saidBack({ teachBack }: ConsentTexts, record: ConsentRecord): string {
  const words = record.teachBack?.words;
  return words ? `${teachBack.said}: ${isolatedIn(record.language)(words)}` : '';
}

/** Whatever language they are written in, beside texts of the chosen one. */
export const ownQuestions = (record: ConsentRecord): string => isolatedIn(record.language)(record.ownQuestions);
