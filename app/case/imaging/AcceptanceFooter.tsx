import { StepFooter } from '@/lib/ui/StepFooter';
import type { Acceptance } from './useAcceptance';

/** Accepting, and what is left to do when the archive refused the outline: go on with it, or try once more. */
export function AcceptanceFooter({
  acceptance: { refused, reason, storing, accept },
  onGoOn,
}: {
  readonly acceptance: Acceptance;
  readonly onGoOn: () => void;
}) {
  if (refused && !storing)
    return (
      <StepFooter
        action="Go on with the outline kept here"
        onAction={onGoOn}
        other={{ action: 'Store it again', onAction: accept }}
      />
    );
  return <StepFooter action="Accept this outline" {...(reason && { disabledReason: reason })} onAction={accept} />;
}
