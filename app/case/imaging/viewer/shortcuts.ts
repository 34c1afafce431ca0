import { useEffect, useRef } from 'react';
import { useGuardedCase } from '../../guardedCase';

/** A key with no modifier, what it does in words, and the doing. */
export interface Shortcut {
  readonly key: string;
  readonly does: string;
  readonly run: () => void;
}

/** Keys that planes answer to while one of them has the focus. */
export const planeKeys: readonly (readonly [key: string, does: string])[] = [
  ['↑ ↓', 'slice before, slice after'],
  ['Page Up, Page Down', 'ten slices'],
  ['Shift + arrows', 'move the crosshair within the plane'],
  ['Enter', 'use the tool at the crosshair'],
];

/**
 * Single-key shortcuts (E4). They can be turned off (WCAG 2.1.4), rest while something is typed or the case is hidden, and never take a key that
 * has a modifier, which belongs to the browser.
 */
export function useShortcuts(shortcuts: readonly Shortcut[], on: boolean): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const { hidden } = useGuardedCase();
  useEffect(() => {
    if (!on || hidden) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      const found = latest.current.find(({ key }) => key === event.key.toLowerCase());
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [on, hidden]);
}

const typedInto = 'textarea, select, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])';
const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches(typedInto);
