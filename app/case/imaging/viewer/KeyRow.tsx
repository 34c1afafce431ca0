import type { KeyboardEvent } from 'react';
import type { KeyPress } from './shortcutKeys';

interface KeyRowProps {
  readonly shown: string;
  readonly does: string;
  /** Absent where the key is fixed. */
  readonly change?: {
    /** The next key that is pressed is the new one. */
    readonly waiting: boolean;
    readonly onBegin: () => void;
    readonly onKey: (press: KeyPress) => void;
    /** The focus went elsewhere before a key was pressed. */
    readonly onLeave: () => void;
  };
}

/** A key, what it does, and the button that changes it. */
export function KeyRow({ shown, does, change }: KeyRowProps) {
  return (
    <div className="flex items-center gap-2">
      <dt className={change ? 'w-4 shrink-0' : 'w-32 shrink-0'}>
        <kbd>{change?.waiting ? '\u2026' : shown}</kbd>
      </dt>
      <dd className="flex items-center gap-2">
        {change && <ChangeButton does={does} change={change} />}
        {does}
      </dd>
    </div>
  );
}

function ChangeButton({ does, change }: Required<Pick<KeyRowProps, 'does' | 'change'>>) {
  const { waiting, onBegin, onKey, onLeave } = change;
  const onKeyDown = (event: KeyboardEvent) => {
    // What has a modifier goes on to the browser, all else is an answer; a key that is held down is one answer.
    if (!event.ctrlKey && !event.altKey && !event.metaKey) event.preventDefault();
    if (!event.repeat) onKey(event);
  };
  return (
    <button
      type="button"
      aria-label={`Change: ${does}`}
      aria-pressed={waiting}
      onClick={({ currentTarget }) => {
        // Not every browser gives the focus to a button that is clicked, and the key must come here.
        currentTarget.focus();
        if (!waiting) onBegin();
      }}
      {...(waiting && { onKeyDown, onBlur: onLeave })}
      className={`min-h-6 shrink-0 rounded-md px-1 ${waiting ? 'bg-white text-black' : 'underline underline-offset-2'}`}
    >
      Change
    </button>
  );
}
