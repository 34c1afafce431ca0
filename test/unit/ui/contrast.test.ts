import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ColourRole, colourRoles, rolesOnSurface } from '@/lib/core/colourRoles';
import { contrastRatio, enough, luminance } from '@/lib/core/contrast';

const css = readFileSync(path.join(__dirname, '../../../app/globals.css'), 'utf8');
const blocks = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) =>
  Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])),
);

test('a ratio is that of WCAG 2.2: 21 for black on white, 1 for a colour on itself, 4.54 for #767676 on white', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBe(21);
  expect(contrastRatio('#9c2b2b', '#9c2b2b')).toBe(1);
  expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(luminance('#808080')).toBeCloseTo(0.2159, 4);
});

describe.each(['light', 'dark'] as const)('in %s style', (look) => {
  const roles = colourRoles[look];
  const ratios = (role: ColourRole) =>
    (['surface', 'surface-raised'] as const).map((surface) => contrastRatio(roles[role], roles[surface]));

  test('the style sheet has the colours that are measured here', () => {
    expect(blocks[look === 'light' ? 0 : 1]).toEqual(roles);
  });

  test.each(rolesOnSurface.text)('text in %s has 4.5:1 on every surface', (role) => {
    expect(Math.min(...ratios(role))).toBeGreaterThanOrEqual(enough.text);
  });

  test.each(rolesOnSurface.mark)('marks in %s have 3:1 on every surface', (role) => {
    expect(Math.min(...ratios(role))).toBeGreaterThanOrEqual(enough.mark);
  });

  test('words on the accent have 4.5:1', () => {
    expect(contrastRatio(roles['on-accent'], roles.accent)).toBeGreaterThanOrEqual(enough.text);
  });
});
