import { type ModelReport, modelsAbove } from '@/lib/server/models/reportSchema';

/** Performance on the held-out patients with 95 % intervals; first of all, whether another model did better. */
export function Performance({ report }: { readonly report: ModelReport }) {
  const [own] = report.models;
  const [best] = modelsAbove(report);
  const { calibration } = own.performance;
  return (
    <>
      {best && (
        <p className="mb-2 max-w-[68ch] font-semibold">
          Another model, {best.label.toLowerCase()}, had the higher AUROC: {best.performance.auroc.value.toFixed(3)}{' '}
          against {own.performance.auroc.value.toFixed(3)} for the {own.label} that this package uses. The intervals
          show how far chance alone could move each.
        </p>
      )}
      <p className="mb-2 max-w-[68ch] text-soft">
        {report.test.patients} held-out patients, {report.test.events} with the outcome. Value (95 % interval). A Brier
        score of {calibration.brierOfPrevalence.toFixed(4)} is reached by giving everybody the average; lower is better.
      </p>
      {report.models.map(({ name, label, performance }) => (
        <dl key={name} className="grid grid-cols-2 gap-x-4 border-t border-line py-2 sm:grid-cols-5">
          <dt className="col-span-2 font-semibold sm:col-span-1">{label}</dt>
          <Figure name="AUROC" value={withInterval(performance.auroc)} />
          <Figure name="Average precision" value={withInterval(performance.averagePrecision)} />
          <Figure name="Calibration slope" value={withInterval(performance.calibration.slope)} />
          <Figure name="Brier score" value={performance.calibration.brier.toFixed(4)} />
        </dl>
      ))}
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <dd>
      <span className="block text-soft">{name}</span>
      {value}
    </dd>
  );
}

function withInterval({ value, low, high }: ModelReport['models'][number]['performance']['auroc']): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
