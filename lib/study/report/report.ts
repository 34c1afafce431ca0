import type { StudyResult } from '../runStudy';
import { digits, escapeHtml, paragraph, section, table } from './format';
import {
  ablationSection,
  calibrationSection,
  inputSection,
  performanceSection,
  subgroupSection,
  thresholdSection,
  utilitySection,
} from './sections';
import { type ReportFacts, tripodItems } from './tripod';
import { verdict } from './verdict';

export type { ReportFacts };

/** One HTML file that needs nothing else, with a table beside each figure. */
export function reportHtml(result: StudyResult, facts: ReportFacts): string {
  const parts = [
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
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(facts.title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(facts.title)}</h1>
<p class="lead">${escapeHtml(verdict(result))}</p>
${facts.simulated ? warning : ''}
${parts.map((part) => part(result)).join('\n')}
${methodSection(result, facts)}
${section('Reporting', table('TRIPOD+AI items', ['Item', 'Answer'], tripodItems(result, facts)))}
</main></body></html>
`;
}

const style = `
body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
main{max-width:60rem;margin:0 auto;padding:1rem}
.lead{font-size:1.15rem}
.warning{border-left:4px solid #b3541e;padding:.5rem 1rem;background:#fdf3ec}
table{border-collapse:collapse;font-size:.9rem;margin:1rem 0}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
td{font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
figure{margin:1rem 0;max-width:35rem}
svg{max-width:100%;height:auto}
svg text{font:12px system-ui,sans-serif;fill:#1a1a1a}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.9rem}
figcaption{font-size:.9rem;color:#444}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
`;

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
