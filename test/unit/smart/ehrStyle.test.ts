import fc from 'fast-check';
import { type ColourRole, colourRoles } from '@/lib/core/colourRoles';
import { contrastRatio, type HexColour } from '@/lib/core/contrast';
import { adaptLook } from '@/lib/smart/ehrStyle';
import { smartStyle } from '../../../sandbox/pages/smartStyle';

const hex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}` as HexColour);
const texts: readonly ColourRole[] = ['ink', 'ink-soft', 'accent', 'ok', 'attention', 'stop', 'unknown'];
const marks: readonly ColourRole[] = ['estimate', 'estimate-rest', 'focus'];
const meaningful: readonly ColourRole[] = ['estimate', 'estimate-rest', 'ok', 'attention', 'stop', 'unknown', 'focus'];

describe('the style of an EHR (E10)', () => {
  test('whatever it asks for, text keeps 4.5:1 and marks 3:1 on every surface', () => {
    fc.assert(
      fc.property(hex, hex, hex, (background, text, highlight) => {
        const adapted = adaptLook({ color_background: background, color_text: text, color_highlight: highlight });
        const roles = adapted?.roles ?? colourRoles.light;
        for (const surface of [roles.surface, roles['surface-raised']]) {
          for (const role of texts) expect(contrastRatio(roles[role], surface)).toBeGreaterThanOrEqual(4.5);
          for (const role of marks) expect(contrastRatio(roles[role], surface)).toBeGreaterThanOrEqual(3);
        }
        expect(contrastRatio(roles['on-accent'], roles.accent)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2000, seed: 10 },
    );
  });

  test('never recolours an estimate, a state or the focus', () => {
    fc.assert(
      fc.property(hex, hex, hex, (background, text, highlight) => {
        const adapted = adaptLook({
          color_background: background,
          color_text: text,
          color_highlight: highlight,
          color_error: '#00ff00',
          color_success: '#ff0000',
        });
        const own = colourRoles[adapted?.look ?? 'light'];
        for (const role of meaningful) expect(adapted?.roles[role]).toBe(own[role]);
      }),
      { numRuns: 500, seed: 10 },
    );
  });

  test.each(['light', 'dark'] as const)('of the sandbox, %s, is taken over: ground, ink, accent, corners', (look) => {
    const style = smartStyle(look === 'dark');
    expect(adaptLook(style)).toMatchObject({
      look,
      roles: { surface: style.color_background, ink: style.color_text, accent: style.color_highlight },
      radiusPx: 2,
    });
  });

  test('that asks for grey on grey gets our ink, and still its ground', () => {
    const adapted = adaptLook({ color_background: '#f0f0f0', color_text: '#c0c0c0' });
    expect(adapted?.roles).toMatchObject({ surface: '#f0f0f0', ink: colourRoles.light.ink });
  });

  test('on a ground in the middle, where nothing of ours could be read, keeps our ground', () => {
    expect(adaptLook({ color_background: '#808080' })?.roles.surface).toBe(colourRoles.light.surface);
  });

  test.each([
    ['no ground', { color_text: '#000000' }],
    ['a ground in words', { color_background: 'white' }],
    ['a ground that smuggles in a rule', { color_background: '#ffffff; } * { display: none' }],
    ['no object', 'a page of HTML'],
  ])('with %s is as if there were none', (_what, style) => {
    expect(adaptLook(style)).toBeUndefined();
  });

  test('corners of 40 px become 12', () => {
    expect(adaptLook({ color_background: '#ffffff', dim_border_radius: '40px' })?.radiusPx).toBe(12);
  });
});
