import type { ReactNode } from 'react';

/** A secondary action of a panel; pressed where it is a tool that stays chosen. */
export function Button({
  onPress,
  pressed,
  disabled,
  children,
}: {
  readonly onPress: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={onPress}
      disabled={disabled}
      aria-pressed={pressed}
      className={`min-h-8 rounded-md border px-3 disabled:border-line disabled:bg-surface disabled:text-soft ${
        pressed ? 'border-accent bg-accent text-on-accent' : 'border-accent bg-raised text-accent'
      }`}
    >
      {children}
    </button>
  );
}
