'use client';
import { useState } from 'react';
import { paperNumber } from '@/lib/consent/paperNumber';
import { formatDate } from '@/lib/core/dates';
import { betweenPerHundred, fractionsOf, perHundred } from '@/lib/core/perHundred';
import type { Problem } from '@/lib/core/result';
import { type EarlierEstimate, isInForce } from '@/lib/fhir/write/earlierEstimates';
import { Button } from '@/lib/ui/Button';
import { Notice } from '@/lib/ui/Notice';
import { Panel } from '@/lib/ui/Panel';
import { StateMark } from '@/lib/ui/StateMark';
import { type Correct, CorrectionForm } from './CorrectionForm';
import { SourceLink } from './SourceLink';
import type { HeldEstimates } from './useEstimatesInChart';

/** Estimates that the chart holds for this fracture: the one in force can be amended or withdrawn, the others are struck through (S17). */
export function EstimatesInChart({ estimates, blocked, unread, correct, reload }: HeldEstimates) {
  if (estimates.length === 0 && !unread) return null;
  return (
    <Panel title="Estimates in the chart for this fracture" label="Estimates in the chart">
      {unread && <Unread problem={unread} onReadAgain={reload} />}
      <ul>
        {estimates.map((estimate) => (
          <li key={estimate.reference} className="border-b border-line py-2 last:border-b-0">
            <Entry estimate={estimate} blocked={blocked} onCorrect={correct} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** A search that failed says nothing of what the chart holds: it must not look like "none". */
function Unread({
  problem,
  onReadAgain,
}: {
  readonly problem: Problem;
  readonly onReadAgain: HeldEstimates['reload'];
}) {
  const [reading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    await onReadAgain();
    setReading(false);
  };
  return (
    <>
      <Notice
        state="attention"
        problem={{
          message: `Whether the chart holds an estimate for this fracture is not known. ${problem.message}`,
          remedy: 'Read again, or look in the chart before you rely on there being none.',
        }}
      />
      <Button disabled={reading} onPress={read}>
        Read again
      </Button>
    </>
  );
}

function Entry({
  estimate,
  blocked,
  onCorrect,
}: {
  readonly estimate: EarlierEstimate;
  readonly blocked: Problem | undefined;
  readonly onCorrect: Correct;
}) {
  const { reference, signedOn, signedBy, identifier, changedInputs = [] } = estimate;
  const text = `${numberOf(estimate)}, signed ${formatDate(signedOn)}${signedBy ? ` by ${signedBy}` : ''}`;
  const where = (
    <p className="text-soft">
      <SourceLink reference={reference} />, on paper under the number {paperNumber(identifier)}
    </p>
  );
  if (!isInForce(estimate))
    return (
      <>
        <p>
          <s>
            {text}, {reference}
          </s>{' '}
          <StateMark state="unknown">{standing(estimate)}</StateMark>
        </p>
        {where}
      </>
    );
  return (
    <>
      <p>
        {text} <StateMark state="ok">{estimate.status === 'amended' ? 'Amended' : 'In force'}</StateMark>
      </p>
      {where}
      {changedInputs.length > 0 && (
        <Notice
          state="attention"
          problem={{
            message: `Inputs changed since it was signed: ${changedInputs.join(', ')}.`,
            remedy: 'Run the estimate again and sign it; the new one takes the place of this one.',
          }}
        />
      )}
      {blocked ? (
        <p className="text-soft">{blocked.message}</p>
      ) : (
        <CorrectionForm reference={reference} onCorrect={onCorrect} />
      )}
    </>
  );
}

const standing = ({ status, replacedBy }: EarlierEstimate): string =>
  status === 'entered-in-error' ? 'Entered in error' : `Replaced by ${replacedBy}`;

/** In the words of the day it was signed (R20, S10), never the number without its range (S9). */
function numberOf({ per100, range, displayRange }: EarlierEstimate): string {
  const validated = displayRange && fractionsOf(displayRange);
  const said = [
    ...(per100 === undefined ? [] : [`${perHundred(per100 / 100, validated).about} of 100`]),
    ...(range ? [betweenPerHundred(fractionsOf(range), validated)] : []),
  ].join(', ');
  if (per100 !== undefined && !range) return `Estimate: ${said}, its range is not in the chart`;
  return said ? `Estimate: ${said}` : 'Estimate';
}
