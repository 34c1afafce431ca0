import { renderToStaticMarkup } from 'react-dom/server';
import Failed from '@/app/error';
import type { ModelStatus } from '@/lib/core/modelStatus';
import { IntendedUse } from '@/lib/ui/IntendedUse';

const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, '|')
    .replace(/[|\s]+/g, ' ')
    .trim();
/** What a wide screen shows, what a small one shows at first, and what one press there adds. */
function shown(status: ModelStatus) {
  const markup = renderToStaticMarkup(<IntendedUse status={status} />);
  const [wide, small] = markup.split('<details');
  const [first, more] = small.replace(/^[^>]*>/, '').split('</summary>');
  return [wide, first, more].map(textOf);
}

describe('S1: the intended use', () => {
  test('of a demonstration says on a small screen first that it is one, and the rest one press away', () => {
    expect(shown('demonstration')).toEqual([
      'Demonstration, not for care. The model learned from simulated patients. For spine surgeons, before vertebral augmentation. Investigational; it informs and does not decide.',
      'Demonstration, not for care. Investigational; it informs. More',
      'The model learned from simulated patients. For spine surgeons, before vertebral augmentation. It informs and does not decide.',
    ]);
  });

  test('of a model that was validated has no other standing than investigational', () => {
    expect(shown('validated')[1]).toBe('Investigational; it informs. More');
  });

  test('stands on the screen that a bug leaves too, which says what to do and nothing of the bug', () => {
    const bug = { error: new Error('Margaret Holloway'), reset: () => undefined };
    const screen = textOf(renderToStaticMarkup(<Failed {...bug} />));
    expect(screen).toMatch(/What you entered is kept.*Try again.*tell the hospital integrator.*For spine surgeons/);
    expect(screen).not.toContain('Holloway');
  });
});
