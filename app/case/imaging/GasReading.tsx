import type { CleftReading } from '@/lib/core/imagingRecord';
import { withMinus } from '@/lib/core/inPrint';
import { type GasHint, gasHu, leastGasMm3 } from '@/lib/segmentation/gasHint';
import { StateMark } from '@/lib/ui/StateMark';

/** What the program measured on gas, only after the reader's own answer, which it never changes (P2). */
export function GasReading({ hint, answer }: { readonly hint: GasHint; readonly answer: CleftReading }) {
  const found = `${Math.round(hint.volumeMm3)} mm³ below ${withMinus(`${gasHu} HU`)}`;
  return (
    <section aria-label="Gas hint" className="mt-2 rounded-md border border-line bg-raised p-3">
      <StateMark state={hint.suspected && answer !== 'present' ? 'attention' : 'ok'}>
        {hint.suspected ? 'Gas is likely in the outlined body' : 'No gas was measured in the outlined body'}
      </StateMark>
      <p className="mt-1">
        {hint.suspected
          ? `The program found ${found}.`
          : `Less than ${leastGasMm3} mm³ lies below ${withMinus(`${gasHu} HU`)}.`}{' '}
        {hint.suspected &&
          answer === 'absent' &&
          'You answered that there is no cleft. Look once more; your answer counts.'}
        {!hint.suspected && 'A cleft that holds fluid is not seen by this.'}
      </p>
    </section>
  );
}
