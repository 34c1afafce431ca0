import type { Characteristic } from '../../characteristics';
import type { StudyResult } from '../../runStudy';
import { paragraph, percent, section, table } from '../format';

export function patientSection({ patients, events, training, test, characteristics }: StudyResult): string {
  return section(
    'Patients',
    paragraph(
      `${patients} patients, ${events} with the outcome, split once and stratified by it: ${training.patients} for training (${training.events} with the outcome) and ${test.patients} for the test (${test.events}).`,
    ),
    table(
      'Clinical inputs: share of those known, or median and quartiles',
      ['Input', 'Training', 'Unknown', 'Test', 'Unknown'],
      characteristics.map(({ label, training, test }) => [
        label,
        shown(training),
        training.unknown,
        shown(test),
        test.unknown,
      ]),
    ),
  );
}

function shown({ share, quartiles }: Characteristic): string {
  if (share !== undefined) return percent(share);
  if (!quartiles) return 'not known';
  const [first, middle, third] = quartiles.map((value) => String(Number(value.toFixed(1))));
  return `${middle} (${first} to ${third})`;
}
