import type { ReactNode } from 'react';

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** A step that cannot be opened yet is shown, but is no link. */
  readonly open: boolean;
  readonly done: boolean;
}

/** The steps of a case: a tick where one is done, its number else. `link` renders a link of the router that is in use. */
export function StepRail({
  steps,
  current,
  link,
}: {
  readonly steps: readonly Step[];
  readonly current: string;
  readonly link: (step: Step, content: ReactNode) => ReactNode;
}) {
  return (
    <nav aria-label="Steps">
      <ol className="flex flex-wrap gap-x-1">
        {steps.map((step, place) => {
          const isCurrent = step.id === current;
          const content = <Content step={step} number={place + 1} current={isCurrent} />;
          return (
            <li key={step.id} aria-current={isCurrent ? 'step' : undefined} className="shrink-0">
              {step.open && !isCurrent ? link(step, content) : content}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** In a narrow frame only the present step keeps its name beside its number; the others keep it for who hears the page. */
function Content({
  step,
  number,
  current,
}: {
  readonly step: Step;
  readonly number: number;
  readonly current: boolean;
}) {
  const look = current ? 'border-accent font-semibold text-ink' : step.open ? 'text-accent' : 'text-soft';
  const disc = current
    ? 'border-accent bg-accent text-on-accent'
    : step.open
      ? 'border-accent'
      : 'border-line border-dashed';
  return (
    <span
      className={`flex min-h-8 items-center gap-2 border-b-2 px-2 ${current ? '' : 'border-transparent max-[559px]:px-1.5'} ${look}`}
    >
      <span
        aria-hidden="true"
        className={`grid size-5 shrink-0 place-items-center rounded-full border text-xs font-medium ${disc}`}
      >
        {step.done ? (
          <svg
            aria-hidden="true"
            viewBox="0 0 16 16"
            className="size-3"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.4"
          >
            <path d="M3 8.5 6.5 12 13 4.5" />
          </svg>
        ) : (
          number
        )}
      </span>
      <span className={current ? '' : 'max-[559px]:sr-only'}>{step.name}</span>
      {step.done && <span className="sr-only"> (done)</span>}
    </span>
  );
}
