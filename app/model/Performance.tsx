import { type ModelReport, modelsAbove } from '@/lib/server/models/reportSchema';
import { FigureTable } from './FigureTable';
import { withInterval } from './withInterval';

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
      <FigureTable
        stackedBelow={640}
        columns="sm:grid-cols-[1.2fr_repeat(3,1.4fr)_0.8fr]"
        of="Model"
        figureNames={['AUROC', 'Average precision', 'Calibration slope', 'Brier score']}
        rows={report.models.map(({ name, label, performance }, place) => ({
          key: name,
          name: (
            <>
              {label}
              {place === 0 && <span className="font-normal text-soft">, in use</span>}
            </>
          ),
          figures: [
            withInterval(performance.auroc),
            withInterval(performance.averagePrecision),
            withInterval(performance.calibration.slope),
            performance.calibration.brier.toFixed(4),
          ],
          isOwn: place === 0,
        }))}
      />
    </>
  );
}
