import { type RefObject, useEffect } from 'react';

/** Scrolls what gets the focus clear of a bar that stands at the foot of the window (WCAG 2.4.11), however high it grows. */
export function useScrollClearance(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = bar;
    if (!current) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      style.scrollPaddingBottom = `${current.offsetHeight + 8}px`;
    });
    observer.observe(current);
    return () => {
      observer.disconnect();
      style.scrollPaddingBottom = '';
    };
  }, [bar]);
}
