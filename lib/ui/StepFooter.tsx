import { useRef } from 'react';
import { Button } from './Button';
import { useScrollClearance } from './useScrollClearance';

interface StepFooterProps {
  readonly action: string;
  readonly disabledReason?: string;
  readonly onAction: () => void;
  /** A second way on, less prominent. */
  readonly other?: { readonly action: string; readonly onAction: () => void };
}

/** One primary action, and the reason beside it when it cannot be taken. */
export function StepFooter({ action, disabledReason, onAction, other }: StepFooterProps) {
  const bar = useRef<HTMLElement>(null);
  useScrollClearance(bar);
  return (
    <footer
      ref={bar}
      className="sticky bottom-0 z-10 -mx-4 mt-6 flex min-h-14 items-center justify-end gap-x-3 border-t border-line bg-surface px-4 py-2 min-[1200px]:mx-0 min-[1200px]:px-0"
    >
      {disabledReason && (
        <p id="step-reason" className="min-w-0 flex-1 text-soft max-sm:text-xs sm:text-right">
          {disabledReason}
        </p>
      )}
      {other && <Button onPress={other.onAction}>{other.action}</Button>}
      <Button
        look="primary"
        onPress={onAction}
        disabled={disabledReason !== undefined}
        describedBy={disabledReason ? 'step-reason' : undefined}
      >
        {action}
      </Button>
    </footer>
  );
}
