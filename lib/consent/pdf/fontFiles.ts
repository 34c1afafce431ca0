import type { Direction } from '../messages/catalogue';

const hebrew = '/fonts/noto-sans-hebrew.ttf';
const latin = '/fonts/inter-latin.ttf';
/** Large, so last. */
const chinese = '/fonts/noto-sans-sc-common.ttf';

/**
 * Preferred first, each wanted only where those before it lack a character. A page from the right takes digits and Latin
 * from the Hebrew font too: a line in one font is one string, and its text is found and copied whole.
 */
export const fontFiles: Readonly<Record<Direction, readonly string[]>> = {
  ltr: [latin, hebrew, chinese],
  rtl: [hebrew, latin, chinese],
};
