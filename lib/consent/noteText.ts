import { formatDate } from '@/lib/core/dates';
import { demonstrationLine } from '@/lib/core/modelStatus';
import { rangeInWords } from '@/lib/core/perHundred';
import type { ConsentFacts } from './consentFacts';
import type { ConsentRecord, Matter } from './consentRecord';
import { catalogues } from './messages/catalogue';

const matterWords: Readonly<Record<Matter, string>> = {
  walking: 'walking and moving',
  sleep: 'sleeping well',
  tablets: 'taking fewer pain tablets',
  'no-procedure': 'avoiding a procedure',
};

/** The conversation as plain text for a note in the chart, where it cannot be written as a resource (E15). English, for the care team. */
export function noteText(
  { numbers, identity, demonstration, identifier }: ConsentFacts,
  record: ConsentRecord,
): string {
  const { mattersMost, mattersOther, teachBack, language, order, averageShown, ownQuestions } = record;
  const matters = [...mattersMost.map((one) => matterWords[one]), ...(mattersOther ? [mattersOther] : [])];
  return [
    `Conversation before vertebral augmentation at ${identity.level}, in ${catalogues[language].name}.`,
    demonstration ? demonstrationLine : 'Investigational: the estimate informs and does not decide.',
    shownNumber(numbers),
    `What matters to the patient: ${matters.length > 0 ? matters.join('; ') : 'nothing was ticked'}.`,
    `Choices were shown side by side, ${order === 'good-first' ? 'good' : 'hard'} parts first.`,
    ...(averageShown ? ['Averages of other people were shown on request.'] : []),
    teachBack
      ? `Teach-back, recorded by ${teachBack.by} on ${formatDate(teachBack.at)}: ${teachBack.words ? `"${teachBack.words}". ` : ''}${teachBack.understood ? 'The numbers were given back.' : 'The numbers were not given back.'}`
      : 'No teach-back was recorded.',
    ...(ownQuestions ? [`The patient's questions: ${ownQuestions}`] : []),
    ...(identifier ? [`Estimate ${identifier.slice(0, shownDigits)}.`] : []),
  ].join('\n');
}

/** As many digits of the identifier as stand on the patient's paper. */
const shownDigits = 12;

function shownNumber(numbers: ConsentFacts['numbers']): string {
  if (numbers.kind === 'abstention')
    return 'There is no estimate; the patient was told so, and saw averages of other people.';
  const { point, low, high } = numbers;
  const range = rangeInWords(low, high);
  return point
    ? `Shown, as signed: ${point.about} of 100 with residual back pain, ${point.aboutRest} without; range ${range}.`
    : `Shown, as signed: a range of ${range} of 100 with residual back pain.`;
}
