import { useRef } from 'react';
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
      className="sticky bottom-0 -mx-4 mt-4 flex min-h-14 flex-wrap items-center justify-end gap-x-4 gap-y-1 border-t border-line bg-surface px-4 py-2"
    >
      {disabledReason && (
        <p id="step-reason" className="text-soft">
          {disabledReason}
        </p>
      )}
      {other && (
        <button
          type="button"
          onClick={other.onAction}
          className="min-h-9 rounded-md border border-line bg-raised px-4 font-medium"
        >
          {other.action}
        </button>
      )}
      <button
        type="button"
        onClick={onAction}
        disabled={disabledReason !== undefined}
        aria-describedby={disabledReason ? 'step-reason' : undefined}
        className="min-h-9 rounded-md bg-accent px-4 font-medium text-on-accent disabled:bg-line disabled:text-ink"
      >
        {action}
      </button>
    </footer>
  );
}
