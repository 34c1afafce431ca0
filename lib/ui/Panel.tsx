import type { ReactNode } from 'react';

interface PanelProps {
  readonly title: string;
  /** What a screen reader calls it, where that is not its title. */
  readonly label?: string;
  /** Beside the title: a state, or a tool of the whole panel. */
  readonly aside?: ReactNode;
  /** A simulation is drawn with a broken line: it is not part of the case. */
  readonly broken?: boolean;
  readonly children: ReactNode;
}

/** One matter of a screen, with its title. */
export function Panel({ title, label = title, aside, broken = false, children }: PanelProps) {
  return (
    <section
      aria-label={label}
      className={`min-w-0 rounded-md border border-line bg-raised p-4 ${broken ? 'border-dashed' : ''}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-base font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
