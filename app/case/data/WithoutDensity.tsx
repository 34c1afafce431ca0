import type { ReactNode } from 'react';
import type { InputEdit } from '@/lib/client/case/caseState';
import { isBoneDensityInForce } from '@/lib/fhir/boneDensityInForce';
import type { ChartData } from '@/lib/fhir/chartData';
import { unreadBecause } from './unread';

interface WithoutDensityProps {
  readonly chart: ChartData;
  readonly edits: readonly InputEdit[];
  /** Whether the model estimates nothing without one. */
  readonly isNeeded: boolean;
  readonly now: Date;
  /** The way to ask for one. */
  readonly children: ReactNode;
}

/** Under a bone density that is missing or too old; nothing where one was entered, or where nobody could read whether there is one. */
export function WithoutDensity({ chart, edits, isNeeded, now, children }: WithoutDensityProps) {
  const isUnknown = chart.tScore.state === 'unknown';
  if (isBoneDensityInForce(chart, edits, now) || (isUnknown && unreadBecause(chart, 'bone density'))) return null;
  const isAbsent = isUnknown && !edits.some(({ input }) => input === 'tScore');
  return (
    <>
      {isNeeded && (
        <p className="mt-2 font-medium">No estimate can be given without {isAbsent ? 'it' : 'a recent one'}.</p>
      )}
      {children}
    </>
  );
}
