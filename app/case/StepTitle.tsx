'use client';
import { type ReactNode, useEffect, useRef } from 'react';

/** The step whose title was shown last; none before the first one of this page. */
let shown: string | undefined;

/**
 * The question of a step. Going to another step puts the focus on it, so that a reader of the screen hears where they are
 * and the keyboard goes on from there (WCAG 2.4.3). The first step of a page leaves the focus where the browser put it.
 */
export function StepTitle({
  step,
  className = 'text-xl font-semibold',
  children,
}: {
  readonly step: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const arrived = shown !== undefined && shown !== step;
    shown = step;
    if (arrived && !document.querySelector('dialog[open]')) heading.current?.focus();
  }, [step]);
  return (
    <h1 ref={heading} tabIndex={-1} className={`${className} outline-none`}>
      {children}
    </h1>
  );
}
