import type { ConsentRecord } from './consentRecord';
import type { ConsentTexts } from './consentTexts';

/** What the patient ticked and wrote, in words (R22). */
export function chosenMatters({ matters }: ConsentTexts, record: ConsentRecord): readonly string[] {
  const ticked = matters.choices.filter(({ id }) => record.mattersMost.includes(id)).map(({ text }) => text);
  return [...ticked, ...(record.mattersOther ? [record.mattersOther] : [])];
}
