import { useEffect, useRef } from 'react';
import { useGuardedCase } from '../../guardedCase';
import { actionNames, type ShortcutAction, type Shortcuts } from './shortcutKeys';

/** Keys that planes answer to while one of them has the focus. */
export const planeKeys: readonly (readonly [key: string, does: string])[] = [
  ['↑ ↓', 'slice before, slice after'],
  ['Page Up, Page Down', 'ten slices'],
  ['Shift + arrows', 'move the crosshair within the plane'],
  ['Enter', 'use the tool at the crosshair'],
];

/** What each single key does. */
export type ShortcutRuns = Readonly<Record<ShortcutAction, () => void>>;

/**
 * Single-key shortcuts (E4). They can be changed and turned off (WCAG 2.1.4), rest while something is typed or the case is
 * hidden, and never take a key that has a modifier, which belongs to the browser, or that something else has taken.
 */
export function useShortcuts(runs: ShortcutRuns, { on, keys }: Shortcuts): void {
  const latest = useRef({ runs, keys });
  latest.current = { runs, keys };
  const { hidden } = useGuardedCase();
  useEffect(() => {
    if (!on || hidden) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      const found = actionNames.find((action) => latest.current.keys[action] === event.key.toLowerCase());
      if (!found || event.defaultPrevented) return;
      event.preventDefault();
      latest.current.runs[found]();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [on, hidden]);
}

const typedInto = 'textarea, select, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])';
const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.matches(typedInto);
