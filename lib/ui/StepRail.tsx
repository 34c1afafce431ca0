import type { ReactNode } from 'react';

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** A step that cannot be opened yet is shown, but is no link. */
  readonly open: boolean;
  readonly done: boolean;
}

/** The steps of a case. `link` renders a link of the router that is in use. */
export function StepRail({
  steps,
  current,
  link,
}: {
  readonly steps: readonly Step[];
  readonly current: string;
  readonly link: (step: Step) => ReactNode;
}) {
  return (
    <nav aria-label="Steps" className="overflow-x-auto">
      <ol className="flex gap-1">
        {steps.map((step) => (
          <li
            key={step.id}
            aria-current={step.id === current ? 'step' : undefined}
            className={`shrink-0 rounded-md px-2 py-1 ${step.id === current ? 'bg-accent text-on-accent' : ''}`}
          >
            {step.open && step.id !== current ? (
              link(step)
            ) : (
              <span className={step.open || step.id === current ? '' : 'text-soft'}>{step.name}</span>
            )}
            {step.done && <span className="sr-only"> (done)</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
