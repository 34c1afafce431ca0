import type { Page } from 'playwright-core';
import type { Screen } from '@/scripts/demo/surgeonSteps';

/**
 * Presses Tab until the control of this name has the focus, as somebody without a pointer does. Throws if it is not reached,
 * or if on the way a control has the focus of which nothing can be seen (WCAG 2.4.11).
 * @param screen Where the control is: the page itself, or a frame in it.
 */
export async function tabTo(page: Page, screen: Screen, name: string): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    const focused = await screen.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return { name: '', hidden: false };
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const shows = [0.1, 0.5, 0.9].some((across) =>
        [0.1, 0.5, 0.9].some((down) => {
          const at = document.elementFromPoint(left + across * (right - left), top + down * (bottom - top));
          return at && (element.contains(at) || at.contains(element));
        }),
      );
      return {
        name: (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '').trim(),
        hidden: !shows,
      };
    });
    if (focused.hidden) throw new Error(`"${focused.name}" has the focus, and nothing of it can be seen`);
    if (focused.name === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${name}" cannot be reached with the Tab key`);
}
