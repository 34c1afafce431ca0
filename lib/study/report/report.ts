import type { StudyResult } from '../runStudy';
import { contents, digits, escapeHtml, paragraph, section, table } from './format';
import { htmlPage } from './page';
import { calibrationSection } from './sections/calibration';
import { performanceSection, thresholdSection } from './sections/discrimination';
import { ablationSection, inputSection, subgroupSection } from './sections/inputs';
import { patientSection } from './sections/patients';
import { utilitySection } from './sections/utility';
import { type ReportFacts, tripodItems } from './tripod';
import { textureVerdict, verdict } from './verdict';

export type { ReportFacts };

const titles = [
  'Patients',
  'Performance',
  'Calibration',
  'Clinical utility',
  'Thresholds',
  'Inputs and importance',
  'Ablation',
  'Subgroups',
  'Method and limitations',
  'Reporting',
];

/** One HTML file that needs nothing else, with a table beside each figure. */
export function reportHtml(result: StudyResult, facts: ReportFacts): string {
  const parts = [
    patientSection,
    performanceSection,
    calibrationSection,
    utilitySection,
    thresholdSection,
    inputSection,
    ablationSection,
    subgroupSection,
  ];
  const warning =
    '<p class="warning">All patients are made up. These figures exercise the method; they reproduce nothing and say nothing about real patients.</p>';
  return htmlPage(
    facts.title,
    verdict(result),
    paragraph(textureVerdict(result)),
    facts.simulated ? warning : '',
    contents(titles),
    ...parts.map((part) => part(result)),
    methodSection(result, facts),
    section('Reporting', table('TRIPOD+AI items', ['Item', 'Answer'], tripodItems(result, facts))),
  );
}

function methodSection(result: StudyResult, facts: ReportFacts): string {
  const settings = result.models.map(({ label, setting, recalibration: r }) => [
    label,
    setting,
    `intercept ${digits(r.intercept, 2)}, slope ${digits(r.slope, 2)}`,
  ]);
  return section(
    'Method and limitations',
    paragraph(facts.cohortDescription),
    facts.equation ? paragraph(`Outcomes were drawn by: ${facts.equation}.`) : '',
    paragraph(
      `Split 7:3, stratified. Preprocessing, selection and hyper-parameters by cross-validation inside the training patients only. Clinical predictors enter by a stated rule, a published effect, and not by their p-value here. Reproducibility of features: ICC(2,1) between two outlines of ${result.secondReaders} training patients. TabNet: ${result.members} members over seeds and bootstrap resamples, each stopped on the rows that its resample left out.`,
    ),
    table('Hyper-parameters chosen', ['Model', 'Setting', 'Recalibration'], settings),
    paragraph(
      'Limitations: one source, one split, few events; intervals are wide, and most differences between models lie within them. No external validation.',
    ),
    `<p>To get this report again (seed ${result.seed}):</p><pre><code>${escapeHtml(facts.commands.join('\n'))}</code></pre>`,
  );
}
