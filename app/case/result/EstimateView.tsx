import type { OwnEstimate } from '@/lib/client/case/caseState';
import { perHundred } from '@/lib/core/perHundred';
import type { Estimate } from '@/lib/model/assessment';
import { hasPointEstimate } from '@/lib/model/pointEstimate';
import { IconArray } from '@/lib/ui/IconArray';
import { IntervalBar } from '@/lib/ui/IntervalBar';
import { FactorList } from './FactorList';
import { FindingList } from './FindingList';

/** Averages of other people, for comparison (clinical-evidence.md). */
const comparisons = [
  { low: 0.119, high: 0.119, label: 'Source study, one hospital: about 12 of 100' },
  { low: 0.19, high: 0.244, label: 'Pooled published series: 19 to 24 of 100' },
];
interface EstimateViewProps {
  readonly estimate: Estimate;
  readonly level: string;
  readonly own: OwnEstimate | undefined;
}

/** The estimate as people out of 100, its range, what it is linked with, and what the model does not know (P3). */
export function EstimateView({ estimate, level, own }: EstimateViewProps) {
  const { probability, displayRange, interval, unknownSpan, inputs, model } = estimate;
  const { count, about, aboutRest } = perHundred(probability, displayRange);
  const [low, high] = [interval.low, interval.high].map((value) => perHundred(value, displayRange).label);
  const pointShown = hasPointEstimate(estimate);
  const sentence = `Of 100 people like this one, ${about} have residual back pain after augmentation at ${level}; ${aboutRest} do not.`;
  const edited = inputs.filter((input) => input.edited);
  const unknown = inputs.filter(({ value }) => value === 'unknown');
  return (
    <>
      <section aria-label="Estimate" className="mt-4 rounded-md border border-line bg-raised p-4">
        {pointShown ? (
          <>
            <p className="text-[40px] leading-[48px] font-semibold">{about} of 100</p>
            <p className="text-[20px] leading-7">have residual back pain; {aboutRest} of 100 do not.</p>
          </>
        ) : (
          <p className="text-[28px] leading-9 font-semibold">
            between {low} and {high} of 100
          </p>
        )}
        <p className="mt-1">
          Between {low} and {high} of 100. Residual back pain means {model.outcome.definition}.
        </p>
        <div className="mt-3 flex flex-wrap items-start gap-6">
          {pointShown && (
            <IconArray
              count={count}
              label={sentence}
              texts={{
                withLegend: `With residual back pain: ${about} of 100`,
                withoutLegend: `Without: ${aboutRest} of 100`,
                tableCaption: 'The same numbers in a table',
                tableHead: ['Outcome', 'People out of 100'],
              }}
            />
          )}
          <IntervalBar
            {...(pointShown && { probability })}
            low={interval.low}
            high={interval.high}
            {...(displayRange && { displayRange })}
            marks={comparisons}
          />
        </div>
        {own?.kind === 'estimate' && <p className="mt-2">Your own estimate was {own.per100} of 100.</p>}
      </section>
      <section aria-label="How far to trust it" className="mt-4 rounded-md border border-line bg-raised p-4">
        <h2 className="font-semibold">How far to trust it</h2>
        <ul className="mt-1 list-disc pl-5">
          <li>
            {unknown.length === 0
              ? 'All inputs are known.'
              : `Not known: ${unknown.map((input) => input.label).join(', ')}.`}
          </li>
          {edited.length > 0 && <li>Edited for this estimate: {edited.map(({ label }) => label).join(', ')}.</li>}
          {unknownSpan && (
            <li>
              If they were known, the estimate could lie between {perHundred(unknownSpan.low, displayRange).label} and{' '}
              {perHundred(unknownSpan.high, displayRange).label} of 100.
            </li>
          )}
          <li>
            Farther from the training patients than {Math.round(estimate.distancePercentile)} of 100 of them
            {estimate.similarPatients !== undefined && `; ${estimate.similarPatients} similar patients in training`}.
          </li>
          {estimate.maskSensitivity !== undefined && (
            <li>
              An outline one voxel larger or smaller moves it by up to {Math.round(estimate.maskSensitivity * 100)} of
              100.
            </li>
          )}
          <li>
            {model.calibration.kind === 'site'
              ? `Adjusted to your hospital (${model.calibration.patients} patients).`
              : 'Not adjusted to your hospital.'}
          </li>
        </ul>
        <FindingList findings={estimate.cautions} />
      </section>
      <FactorList factors={estimate.factors} />
      <section aria-label="What the model does not know" className="mt-4">
        <h2 className="font-semibold">What the model does not know</h2>
        <p>
          How the procedure will go, how the cement will spread, the patient's wishes, and whether pain would settle
          without it. It does not say whether to operate.
        </p>
        <p className="mt-1 text-soft">
          {model.id} {model.version} ({model.status}), engine {model.engineVersion}.{' '}
          {/* A window of its own: the case stays where it is. */}
          <a href="/model" target="_blank" rel="noopener">
            Model card: how it was tested and where it stops
          </a>
        </p>
      </section>
    </>
  );
}
