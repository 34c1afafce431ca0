'use client';
import type { ConsentRecord } from '@/lib/consent/consentRecord';
import type { ConsentTexts } from '@/lib/consent/consentTexts';
import { StepLink } from '../StepNavigation';
import type { ChangeRecord } from './changeRecord';
import { HandOver, TakeBack } from './HandOver';
import { TakeAway } from './TakeAway';

interface CareTeamBarProps {
  readonly texts: ConsentTexts;
  readonly record: ConsentRecord;
  readonly onChange: ChangeRecord;
}

/** For the care team alone: back to the case, print, hand over. Once handed over, it holds the PIN field and nothing else. */
export function CareTeamBar({ texts, record, onChange }: CareTeamBarProps) {
  return (
    <header className="border-b border-line bg-raised px-4 py-2" lang="en">
      {record.lock ? (
        <TakeBack lock={record.lock} onChange={onChange} />
      ) : (
        <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-4 gap-y-2">
          <StepLink href="/case/sign" className="mr-auto">
            Back to the case
          </StepLink>
          <TakeAway texts={texts} record={record} onChange={onChange} />
          <HandOver onChange={onChange} />
        </div>
      )}
    </header>
  );
}
