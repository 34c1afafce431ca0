import type { ReactNode } from 'react';

/** Details that most readers do not need. */
export function Disclosure({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="mt-2">
      <summary className="min-h-8 content-center text-accent">{title}</summary>
      <div className="mt-1">{children}</div>
    </details>
  );
}
