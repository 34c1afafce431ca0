import { endsPerHundred, perHundred, rangeInWords } from '@/lib/core/perHundred';
import { countsPer100, fewestPatients, isValidated, observedRates, unneededPerNeeded } from '@/lib/decide/counts';
import type { DecisionData, DecisionPoint } from '@/lib/decide/decisionData';
import { thresholdSide } from '@/lib/decide/thresholdSide';
import type { Estimate } from '@/lib/model/assessment';
import { hasPointEstimate } from '@/lib/model/pointEstimate';
import { Disclosure } from '@/lib/ui/Disclosure';
import { OutOf100 } from '@/lib/ui/OutOf100';
import { Panel } from '@/lib/ui/Panel';
import { StateMark } from '@/lib/ui/StateMark';
import { CountsBar } from './CountsBar';
import { DecisionCurve } from './DecisionCurve';

interface ThresholdQuestionProps {
  readonly decision: DecisionData;
  readonly estimate: Estimate;
  readonly per100: number | undefined;
  readonly onChange: (per100: number) => void;
}

/** "I would act if the chance is at least __ of 100", with what that meant for the test patients (P4). */
export function ThresholdQuestion({ decision, estimate, per100, onChange }: ThresholdQuestionProps) {
  const { points, patients, simulated } = decision;
  const [least, most] = [points[0].per100, points[points.length - 1].per100];
  const point = points.find((one) => one.per100 === per100);
  return (
    <Panel title="From which chance on would you do more about pain?" label="Your threshold">
      <p className="mt-1">I would act if the chance is at least</p>
      <OutOf100
        value={per100}
        least={least}
        most={most}
        label="I would act if the chance is at least this many of 100"
        onChange={onChange}
      />
      {point && (
        <div aria-live="polite" className="mt-4 max-w-[68ch] space-y-2 border-t border-line pt-3">
          <Counts point={point} decision={decision} />
          <p>
            At this threshold you accept up to {unneededPerNeeded(point.per100)} unneeded{' '}
            {unneededPerNeeded(point.per100) === '1' ? 'action' : 'actions'} for each needed one.
          </p>
          <p className="font-medium">{placeOf(estimate, point.per100)}</p>
          <Against point={point} decision={decision} />
        </div>
      )}
      <p className="mt-3 max-w-[68ch] text-soft">
        Counted on the {patients} held-out {simulated ? 'simulated patients' : 'patients'} of the model's report, not at
        your hospital.
      </p>
      <Disclosure title="Details: the decision curve">
        <DecisionCurve decision={decision} {...(per100 !== undefined && { per100 })} />
      </Disclosure>
    </Panel>
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
  const counts = countsPer100(point, decision);
  const { actedOn, actedWith, actedWithout, missed } = counts;
  return (
    <>
      <p className="text-base">
        Of 100 patients this acts on {actedOn}; {actedWith} of them will have residual back pain, {actedWithout} will
        not. It misses {missed}.
      </p>
      <CountsBar counts={counts} />
    </>
  );
}

/** When acting by the estimate does better than acting on nobody, and than acting on all. */
function Against({ point, decision }: { readonly point: DecisionPoint; readonly decision: DecisionData }) {
  if (!isValidated(point, decision)) return null;
  const { actedOn, left } = observedRates(point, decision);
  if (actedOn === undefined || left === undefined) return null;
  const [with_, without] = [Math.round(actedOn * 100), Math.round(left * 100)];
  return (
    <>
      <p>
        Of 100 acted on, {with_} had it, which is {actedOn * 100 > point.per100 ? 'more' : 'not more'} than{' '}
        {point.per100}: {actedOn * 100 > point.per100 ? 'better than' : 'no better than'} acting on nobody. Of 100 left
        alone, {without} had it, which is {left * 100 < point.per100 ? 'fewer' : 'not fewer'} than {point.per100}:{' '}
        {left * 100 < point.per100 ? 'better than' : 'no better than'} acting on all.
      </p>
      <p>
        {point.clinicalOnly > point.netBenefit ? (
          <StateMark state="attention">Clinical values alone did better here.</StateMark>
        ) : (
          'Clinical values alone did no better.'
        )}
      </p>
    </>
  );
}

function placeOf(estimate: Estimate, threshold: number): string {
  const [low, high] = endsPerHundred(estimate.interval, estimate.displayRange);
  const range = `Its range is ${rangeInWords(low, high)}`;
  if (!hasPointEstimate(estimate)) return `${range} of 100, too wide for a single number.`;
  const shown = perHundred(estimate.probability, estimate.displayRange);
  const spans = low.count < threshold && high.count >= threshold ? `${range}, which lies on both sides.` : `${range}.`;
  return `This estimate, ${shown.about} of 100, is ${thresholdSide(shown, threshold)} your threshold. ${spans}`;
}
