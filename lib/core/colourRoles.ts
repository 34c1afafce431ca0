import type { HexColour } from './contrast';

/** What each role is on light and on dark ground; app/globals.css says the same, which test/unit/ui/contrast.test.ts checks. */
export const colourRoles = {
  light: {
    surface: '#f7f8f8',
    'surface-raised': '#ffffff',
    line: '#c3cbcd',
    ink: '#14201f',
    'ink-soft': '#4a5a59',
    accent: '#0f5f63',
    'on-accent': '#ffffff',
    focus: '#b3541e',
    ok: '#1f6b4f',
    attention: '#8a5300',
    stop: '#9c2b2b',
    unknown: '#52606b',
    estimate: '#2c4a7c',
    'estimate-rest': '#6c7a90',
  },
  dark: {
    surface: '#12191a',
    'surface-raised': '#1a2324',
    line: '#45545a',
    ink: '#e9eeee',
    'ink-soft': '#a9b8b8',
    accent: '#6cc5c4',
    'on-accent': '#0c1515',
    focus: '#f0a35e',
    ok: '#74c7a0',
    attention: '#e3b25a',
    stop: '#f0938c',
    unknown: '#a6b3bf',
    estimate: '#9dbcf0',
    'estimate-rest': '#77859b',
  },
} as const satisfies Record<string, Record<string, HexColour>>;

export type Look = keyof typeof colourRoles;
export type ColourRole = keyof (typeof colourRoles)['light'];
export type ColourRoles = Readonly<Record<ColourRole, HexColour>>;

/** Roles that are read as text on every surface, and roles that are seen as marks on every surface. */
export const rolesOnSurface = {
  text: ['ink', 'ink-soft', 'accent', 'ok', 'attention', 'stop', 'unknown'],
  mark: ['estimate', 'estimate-rest', 'focus'],
} as const satisfies Record<string, readonly ColourRole[]>;
