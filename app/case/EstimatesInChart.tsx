'use client';
import { useState } from 'react';
import type { EstimateStatus } from '@/lib/client/case/caseState';
import { paperNumber } from '@/lib/consent/paperNumber';
import { formatDate } from '@/lib/core/dates';
import { perHundred } from '@/lib/core/perHundred';
import type { Problem } from '@/lib/core/result';
import { type EarlierEstimate, isInForce } from '@/lib/fhir/write/earlierEstimates';
import { Button } from '@/lib/ui/Button';
import { Disclosure } from '@/lib/ui/Disclosure';
import { Notice } from '@/lib/ui/Notice';
import { Panel } from '@/lib/ui/Panel';
import { StateMark } from '@/lib/ui/StateMark';
import { SourceLink } from './SourceLink';

export type Correct = (
  reference: string,
  status: Exclude<EstimateStatus, 'final'>,
  note: string,
) => Promise<Problem | undefined>;

interface EstimatesInChartProps {
  readonly estimates: readonly EarlierEstimate[];
  /** Why estimates cannot be corrected from here. */
  readonly blocked: Problem | undefined;
  readonly onCorrect: Correct;
}

/** Estimates that the chart holds for this fracture: the one in force can be amended or withdrawn, the others are struck through (S17). */
export function EstimatesInChart({ estimates, blocked, onCorrect }: EstimatesInChartProps) {
  if (estimates.length === 0) return null;
  return (
    <Panel title="Estimates in the chart for this fracture" label="Estimates in the chart">
      <ul>
        {estimates.map((estimate) => (
          <li key={estimate.reference} className="border-b border-line py-2 last:border-b-0">
            <Entry estimate={estimate} blocked={blocked} onCorrect={onCorrect} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Entry({
  estimate,
  blocked,
  onCorrect,
}: Omit<EstimatesInChartProps, 'estimates'> & { readonly estimate: EarlierEstimate }) {
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

function CorrectionForm({ reference, onCorrect }: { readonly reference: string; readonly onCorrect: Correct }) {
  const [note, setNote] = useState('');
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const missing = note.trim().length < 3;
  const correct = async (status: Exclude<EstimateStatus, 'final'>) => {
    setWorking(true);
    setProblem(await onCorrect(reference, status, note.trim()));
    setWorking(false);
  };
  return (
    <Disclosure title="Amend or withdraw">
      <label className="grid gap-1">
        What is to be added, or why it is withdrawn
        <textarea
          className="min-h-16 rounded-md border border-soft bg-surface p-2"
          maxLength={1000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button disabled={missing || working} onPress={() => correct('amended')}>
          Amend with this note
        </Button>
        <Button disabled={missing || working} onPress={() => correct('entered-in-error')}>
          Mark as entered in error
        </Button>
        {missing && <span className="text-soft">Write the note first.</span>}
      </div>
      {problem && <Notice state="attention" problem={problem} />}
    </Disclosure>
  );
}

/** In the words of the day it was signed (R20, S10). */
function numberOf({ per100, displayRange }: EarlierEstimate): string {
  if (per100 === undefined) return 'Estimate';
  const range = displayRange && { low: displayRange.low / 100, high: displayRange.high / 100 };
  return `Estimate: ${perHundred(per100 / 100, range).about} of 100`;
}
