import type { ModelManifest } from '@/lib/model/manifest';
import type { ModelReport } from '@/lib/server/models/reportSchema';
import { withInterval } from './withInterval';

interface AtAGlanceProps {
  readonly manifest: ModelManifest;
  readonly report: ModelReport;
}

/** What it estimates, for whom, from how many, how well: the questions that come first. */
export function AtAGlance({ manifest, report }: AtAGlanceProps) {
  const [{ performance }] = report.models;
  const simulated = manifest.status === 'demonstration' ? 'simulated ' : '';
  const facts = [
    ['It estimates', `the chance of ${manifest.outcome.definition}`, `Definition from ${manifest.outcome.source}`],
    [
      'It learned from',
      `${manifest.cohort.patients} ${simulated}patients, ${manifest.cohort.events} with the outcome`,
      `${report.test.patients} others were held out, ${report.test.events} with the outcome`,
    ],
    [
      'It tells them apart with an AUROC of',
      performance.auroc.value.toFixed(3),
      `95 % interval ${performance.auroc.low.toFixed(3)} to ${performance.auroc.high.toFixed(3)}`,
    ],
    ['Its calibration slope is', withInterval(performance.calibration.slope), '1 is right; 95 % interval'],
  ] as const;
  return (
    <dl className="mt-4 grid gap-4 rounded-md border border-line bg-raised p-4 sm:grid-cols-2 lg:grid-cols-4">
      {facts.map(([name, value, detail]) => (
        <div key={name}>
          <dt className="text-soft">{name}</dt>
          <dd className="mt-1 text-base font-semibold wrap-anywhere">{value}</dd>
          <dd className="mt-1 text-soft wrap-anywhere">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
