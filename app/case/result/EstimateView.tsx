import type { OwnEstimate } from '@/lib/client/case/caseState';
import { betweenPerHundred, endsPerHundred, perHundred, rangeInWords } from '@/lib/core/perHundred';
import type { Estimate } from '@/lib/model/assessment';
import { hasPointEstimate } from '@/lib/model/pointEstimate';
import { IconArray } from '@/lib/ui/IconArray';
import { type BarMark, IntervalBar } from '@/lib/ui/IntervalBar';
import { published } from './published';

interface EstimateViewProps {
  readonly estimate: Estimate;
  readonly level: string;
  readonly own: OwnEstimate | undefined;
}

/** The estimate as people out of 100: sentence, picture, range, and what other people had (P3). */
export function EstimateView({ estimate, level, own }: EstimateViewProps) {
  const { probability, displayRange, interval, model } = estimate;
  const { count, about, aboutRest } = perHundred(probability, displayRange);
  const range = rangeInWords(...endsPerHundred(interval, displayRange));
  const pointShown = hasPointEstimate(estimate);
  const sentence = `Of 100 people like this one, ${about} have residual back pain after augmentation at ${level}; ${aboutRest} do not.`;
  return (
    <section aria-label="Estimate" className="min-w-0 rounded-md border border-line bg-raised p-4">
      {pointShown ? (
        <>
          <p className="text-[min(40px,10vw)] leading-tight font-semibold">{about} of 100</p>
          <p className="text-xl">have residual back pain; {aboutRest} of 100 do not.</p>
          <p className="mt-1 text-base font-medium">The range is {range} of 100.</p>
        </>
      ) : (
        <>
          <p className="text-[28px] leading-9 font-semibold">{betweenPerHundred(interval, displayRange)}</p>
          <p className="text-xl">have residual back pain. The range is too wide for a single number.</p>
        </>
      )}
      <p className="mt-2 max-w-[68ch] text-soft">Residual back pain means {model.outcome.definition}.</p>
      <div
        className={`mt-4 grid items-start gap-x-8 gap-y-4 ${pointShown ? 'min-[520px]:grid-cols-[200px_minmax(0,1fr)]' : ''}`}
      >
        {pointShown && (
          <IconArray
            count={count}
            label={sentence}
            className="w-50 max-w-full"
            texts={{
              withLegend: `With: ${about} of 100`,
              withoutLegend: `Without: ${aboutRest} of 100`,
              tableCaption: 'The same numbers in a table',
              tableHead: ['Residual back pain', 'People out of 100'],
              tableCells: [`${about} of 100`, `${aboutRest} of 100`],
            }}
          />
        )}
        <div className="min-w-0">
          <IntervalBar
            {...(pointShown && { probability })}
            low={interval.low}
            high={interval.high}
            {...(displayRange && { displayRange })}
            marks={[...(own?.kind === 'estimate' ? [ownMark(own.per100)] : []), ...published]}
          />
          {own?.kind !== 'estimate' && (
            <p className="mt-3 border-t border-line pt-2">
              You gave no estimate of your own{own ? `: ${own.reason}` : ''}.
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

const ownMark = (per100: number): BarMark => ({
  low: per100 / 100,
  high: per100 / 100,
  label: `Your own estimate: ${per100} of 100`,
  own: 'yours',
});
