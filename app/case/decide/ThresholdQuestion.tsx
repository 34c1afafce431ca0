import { perHundred } from '@/lib/core/perHundred';
import { countsPer100, fewestPatients, isValidated, observedRates, unneededPerNeeded } from '@/lib/decide/counts';
import type { DecisionData, DecisionPoint } from '@/lib/decide/decisionData';
import { thresholdSide } from '@/lib/decide/thresholdSide';
import type { Estimate } from '@/lib/model/assessment';
import { hasPointEstimate } from '@/lib/model/pointEstimate';
import { DecisionCurve } from './DecisionCurve';

interface ThresholdQuestionProps {
  readonly decision: DecisionData;
  readonly estimate: Estimate;
  readonly per100: number | undefined;
  readonly onChange: (per100: number) => void;
}

const button = 'min-h-9 rounded-md border border-line bg-raised px-3';

/** "I would act if the chance is at least __ of 100", with what that meant for the test patients (P4). */
export function ThresholdQuestion({ decision, estimate, per100, onChange }: ThresholdQuestionProps) {
  const { points, patients, simulated } = decision;
  const [least, most] = [points[0].per100, points[points.length - 1].per100];
  const point = points.find((one) => one.per100 === per100);
  const step = (by: number) => onChange(Math.max(least, Math.min(most, (per100 ?? least) + by)));
  return (
    <section aria-label="Your threshold" className="mt-4 rounded-md border border-line bg-raised p-4">
      <h2 className="text-base font-semibold">From which chance on would you do more about pain?</h2>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <span>I would act if the chance is at least</span>
        <button type="button" className={button} onClick={() => step(-1)} aria-label="One fewer">
          -
        </button>
        <input
          type="range"
          min={least}
          max={most}
          value={per100 ?? least}
          onChange={({ target }) => onChange(Number(target.value))}
          aria-label="I would act if the chance is at least this many of 100"
          className="h-6 min-w-40 flex-1 accent-accent"
        />
        <button type="button" className={button} onClick={() => step(1)} aria-label="One more">
          +
        </button>
        <output className="w-32 text-xl font-semibold">
          {per100 === undefined ? 'not chosen yet' : `${per100} of 100`}
        </output>
      </div>
      {point && (
        <div aria-live="polite" className="mt-3 max-w-[68ch] space-y-2">
          <Counts point={point} decision={decision} />
          <p>
            At this threshold you accept up to {unneededPerNeeded(point.per100)} unneeded{' '}
            {unneededPerNeeded(point.per100) === '1' ? 'action' : 'actions'} for each needed one.
          </p>
          <Against point={point} decision={decision} />
          <p>{placeOf(estimate, point.per100)}</p>
        </div>
      )}
      <p className="mt-2 max-w-[68ch] text-soft">
        Counted on the {patients} held-out {simulated ? 'simulated patients' : 'patients'} of the model's report, not at
        your hospital.
      </p>
      <details className="mt-3">
        <summary className="cursor-pointer">Details: the decision curve</summary>
        <DecisionCurve decision={decision} {...(per100 !== undefined && { per100 })} />
      </details>
    </section>
  );
}

function Counts({ point, decision }: { readonly point: DecisionPoint; readonly decision: DecisionData }) {
  if (!isValidated(point, decision))
    return (
      <p>
        Fewer than {fewestPatients} of the {decision.patients} test patients lie on one side of {point.per100} of 100:
        too few to count with.
      </p>
    );
  const { actedOn, actedWith, actedWithout, missed } = countsPer100(point, decision);
  return (
    <p>
      Of 100 patients this acts on {actedOn}; {actedWith} of them will have residual back pain, {actedWithout} will not.
      It misses {missed}.
    </p>
  );
}

/** When acting by the estimate does better than acting on nobody, and than acting on all. */
function Against({ point, decision }: { readonly point: DecisionPoint; readonly decision: DecisionData }) {
  if (!isValidated(point, decision)) return null;
  const { actedOn, left } = observedRates(point, decision);
  if (actedOn === undefined || left === undefined) return null;
  const [with_, without] = [Math.round(actedOn * 100), Math.round(left * 100)];
  const clinical =
    point.clinicalOnly > point.netBenefit
      ? 'Clinical values alone did better here.'
      : 'Clinical values alone did no better.';
  return (
    <p>
      Of 100 acted on, {with_} had it, which is {actedOn * 100 > point.per100 ? 'more' : 'not more'} than {point.per100}
      : {actedOn * 100 > point.per100 ? 'better than' : 'no better than'} acting on nobody. Of 100 left alone, {without}{' '}
      had it, which is {left * 100 < point.per100 ? 'fewer' : 'not fewer'} than {point.per100}:{' '}
      {left * 100 < point.per100 ? 'better than' : 'no better than'} acting on all. {clinical}
    </p>
  );
}

function placeOf(estimate: Estimate, threshold: number): string {
  const [low, high] = [estimate.interval.low, estimate.interval.high].map((value) =>
    perHundred(value, estimate.displayRange),
  );
  const range = `Its range is ${low.label} to ${high.label}`;
  if (!hasPointEstimate(estimate)) return `${range} of 100, too wide for a single number.`;
  const shown = perHundred(estimate.probability, estimate.displayRange);
  const spans = low.count < threshold && high.count >= threshold ? `${range}, which lies on both sides.` : `${range}.`;
  return `This estimate, ${shown.about} of 100, is ${thresholdSide(shown, threshold)} your threshold. ${spans}`;
}
