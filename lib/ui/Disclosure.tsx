import type { ReactNode } from 'react';

interface DisclosureProps {
  readonly title: string;
  /** At first; the reader opens and closes it. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** Details that most readers do not need. */
export function Disclosure({ title, open = false, children }: DisclosureProps) {
  return (
    <details className="mt-2" open={open}>
      <summary className="min-h-8 content-center text-accent">{title}</summary>
      <div className="mt-1">{children}</div>
    </details>
  );
}
