import type { ReactNode } from 'react';

interface ButtonProps {
  readonly onPress?: () => void;
  /** The one way on of a screen or a form is primary; all else is quiet. */
  readonly look?: 'primary' | 'quiet';
  /** A button without a handler of its own sends the form that it stands in. */
  readonly type?: 'button' | 'submit';
  /** Of a tool that stays chosen. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Where the words on it do not say enough to who hears the button alone. */
  readonly label?: string;
  /** Id of the sentence that says why it is disabled. */
  readonly describedBy?: string | undefined;
  readonly children: ReactNode;
}

const looks = {
  primary:
    'border-transparent bg-accent px-4 font-medium text-on-accent enabled:hover:opacity-90 disabled:bg-line disabled:text-ink',
  quiet:
    'border-line bg-raised px-3 text-ink enabled:hover:border-accent enabled:hover:text-accent disabled:border-dashed disabled:text-soft',
  pressed: 'border-accent bg-accent px-3 text-on-accent',
} as const;

/** Every button of the clinician's screens (visual.md: at least 32 px high). */
export function Button({
  onPress,
  look = 'quiet',
  type = 'button',
  pressed,
  disabled,
  label,
  describedBy,
  children,
}: ButtonProps) {
  return (
    <button
      type={type}
      onClick={onPress}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      aria-describedby={describedBy}
      className={`min-h-9 rounded-md border ${pressed ? looks.pressed : looks[look]}`}
    >
      {children}
    </button>
  );
}
