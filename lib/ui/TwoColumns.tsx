import type { ReactNode } from 'react';

interface TwoColumnsProps {
  readonly evidence: ReactNode;
  readonly meaning: ReactNode;
}

/** From 1024 px the evidence stands left and what it means right; below that one follows the other (visual.md). */
export function TwoColumns({ evidence, meaning }: TwoColumnsProps) {
  return (
    <div className="mt-4 grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <div className="grid min-w-0 gap-4">{evidence}</div>
      <div className="grid min-w-0 gap-4">{meaning}</div>
    </div>
  );
}
