import { readFileSync } from 'node:fs';
import path from 'node:path';

const css = readFileSync(path.join(__dirname, '../../../app/globals.css'), 'utf8');
const blocks = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) =>
  Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])),
);
const [light, dark] = blocks;

/** Relative luminance and contrast ratio (WCAG 2.2, "contrast ratio"). */
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

describe.each([
  ['light', light],
  ['dark', dark],
])('in %s style', (_name, roles) => {
  test.each(['ink', 'ink-soft', 'accent', 'ok', 'attention', 'stop', 'unknown'])(
    'text in %s has 4.5:1 on every surface',
    (role) => {
      for (const surface of ['surface', 'surface-raised'])
        expect(contrast(roles[role], roles[surface])).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['estimate', 'estimate-rest', 'focus'])('marks in %s have 3:1 on every surface', (role) => {
    for (const surface of ['surface', 'surface-raised'])
      expect(contrast(roles[role], roles[surface])).toBeGreaterThanOrEqual(3);
  });

  test('words on the accent have 4.5:1', () => {
    expect(contrast(roles['on-accent'], roles.accent)).toBeGreaterThanOrEqual(4.5);
  });
});
