import fc from 'fast-check';
import {
  actionNames,
  changeKey,
  readShortcuts,
  type ShortcutAction,
  type ShortcutKeys,
  shortcutActions,
  usualKeys,
} from '@/app/case/imaging/viewer/shortcutKeys';

const plain = { ctrlKey: false, altKey: false, metaKey: false };
const press = (key: string) => ({ ...plain, key });
const change = (keys: ShortcutKeys, action: ShortcutAction, key: string): ShortcutKeys => {
  const changed = changeKey(keys, action, press(key));
  return changed.ok ? changed.value : keys;
};
const refusal = (action: ShortcutAction, key: Parameters<typeof changeKey>[2]): string => {
  const changed = changeKey(usualKeys, action, key);
  return changed.ok ? 'not refused' : changed.problem.message;
};

/** Keys as browsers name them: signs of any script, named keys, the usual ones in either case. */
const anyKey = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }),
  fc.constantFrom(
    'Tab',
    'Enter',
    ' ',
    'Escape',
    'ArrowUp',
    'Shift',
    'F5',
    'Dead',
    'Delete',
    'Home',
    'h',
    'H',
    'é',
    '/',
  ),
  fc.constantFrom(...Object.values(usualKeys).flatMap((key) => [key, key.toUpperCase()])),
);
const anyChanges = fc.array(fc.tuple(fc.constantFrom(...actionNames), anyKey), { maxLength: 40 });
const keysAfter = (changes: readonly (readonly [ShortcutAction, string])[]): ShortcutKeys =>
  changes.reduce((keys, [action, key]) => change(keys, action, key), usualKeys);

describe('single-key shortcuts (E4, WCAG 2.1.4)', () => {
  test('after any changes no two actions share a key, and each still has one that types a single sign', () => {
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const keys = Object.values(keysAfter(changes));
        expect(new Set(keys).size).toBe(actionNames.length);
        for (const key of keys) expect(key).toMatch(/^[^\s\p{C}]$/u);
      }),
    );
  });

  test('a change moves the key of its own action and of no other', () => {
    fc.assert(
      fc.property(anyChanges, fc.constantFrom(...actionNames), anyKey, (changes, action, key) => {
        const before = keysAfter(changes);
        expect({ ...change(before, action, key), [action]: before[action] }).toEqual(before);
      }),
    );
  });

  test('what a reload reads is what was kept, after any changes', () => {
    fc.assert(
      fc.property(anyChanges, fc.boolean(), (changes, on) => {
        const kept = { on, keys: keysAfter(changes) };
        expect(readShortcuts(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
      }),
    );
  });

  test.each([
    ['nothing', undefined],
    ['two actions on one key', { on: false, keys: { ...usualKeys, outline: 'a' } }],
    ['a key of the browser', { on: false, keys: { ...usualKeys, outline: 'Tab' } }],
    ['a capital, which no press would be compared with', { on: false, keys: { ...usualKeys, outline: 'X' } }],
    ['an action without a key', { on: false, keys: { outline: 'x' } }],
    ['something else', 'x'],
  ])('%s in the store leaves the usual keys, turned on', (_what, kept) => {
    expect(readShortcuts(kept)).toEqual({ on: true, keys: usualKeys });
  });

  test('the usual keys, to which a reset goes back, are ones that the rule itself allows, and no two the same', () => {
    for (const action of actionNames)
      expect(changeKey(usualKeys, action, press(shortcutActions[action].usual))).toEqual({
        ok: true,
        value: usualKeys,
      });
    expect(readShortcuts({ on: false, keys: usualKeys })).toEqual({ on: false, keys: usualKeys });
  });

  test('a key of another action is refused by the name of that action, in either case', () => {
    expect(refusal('outline', press('a'))).toBe('A is already the key for: accept the outline.');
    expect(refusal('outline', press('A'))).toBe('A is already the key for: accept the outline.');
  });

  test('two actions swap their keys by way of a third', () => {
    const freed = change(usualKeys, 'accept', 'x');
    const swapped = change(change(freed, 'reject', 'a'), 'accept', 'r');
    expect(swapped).toEqual({ ...usualKeys, accept: 'r', reject: 'a' });
  });

  test.each([
    ['Tab', /control to control/],
    ['Enter', /press the button/],
    [' ', /press the button/],
    ['Escape', /leaves what is open/],
    ['ArrowDown', /slices/],
    ['PageUp', /slices/],
    ['End', /slices/],
    ['Shift', /hold it and press another/],
    ['Control', /browser and to screen readers/],
    ['AltGraph', /browser and to screen readers/],
    ['CapsLock', /browser and to screen readers/],
    ['F6', /letter, a digit or a sign/],
    ['Dead', /letter, a digit or a sign/],
    ['Backspace', /letter, a digit or a sign/],
  ])('%s is refused with its reason', (key, reason) => {
    expect(refusal('outline', press(key))).toMatch(reason);
  });

  test.each(['ctrlKey', 'altKey', 'metaKey'])('a letter with %s is refused', (modifier) => {
    expect(refusal('outline', { ...press('x'), [modifier]: true })).toMatch(/browser and to screen readers/);
  });
});
