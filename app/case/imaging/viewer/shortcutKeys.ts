import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

/** What single keys do on the imaging screen (E4): the usual key, and the words for it. */
export const shortcutActions = {
  sagittal: { usual: '1', does: 'to the sagittal plane' },
  axial: { usual: '2', does: 'to the axial plane' },
  coronal: { usual: '3', does: 'to the coronal plane' },
  zoomIn: { usual: '+', does: 'zoom in' },
  zoomOut: { usual: '-', does: 'zoom out' },
  whole: { usual: '0', does: 'whole scan' },
  centre: { usual: 'c', does: 'centre on the crosshair' },
  bone: { usual: 'b', does: 'bone window' },
  soft: { usual: 't', does: 'soft tissue window' },
  outline: { usual: 'o', does: 'outline on or off' },
  accept: { usual: 'a', does: 'accept the outline' },
  reject: { usual: 'r', does: 'reject the outline' },
  level: { usual: 'l', does: 'wrong level' },
} as const;

export type ShortcutAction = keyof typeof shortcutActions;
/** One key for each action, in lower case, and none for two. */
export type ShortcutKeys = Readonly<Record<ShortcutAction, string>>;

export const actionNames = Object.keys(shortcutActions) as readonly ShortcutAction[];

export const usualKeys = Object.fromEntries(
  actionNames.map((action) => [action, shortcutActions[action].usual]),
) as ShortcutKeys;

/** A key as the browser reports it. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The keys with one action moved to the key that was pressed; refused where that key is another's or not ours to take. */
export function changeKey(
  keys: ShortcutKeys,
  action: ShortcutAction,
  press: KeyPress,
): Result<ShortcutKeys, Problem<'key-reserved' | 'key-taken'>> {
  const reason = whyReserved(press);
  if (reason) return fail({ code: 'key-reserved', message: reason, remedy });
  const key = press.key.toLowerCase();
  const other = actionNames.find((one) => one !== action && keys[one] === key);
  if (other)
    return fail({
      code: 'key-taken',
      message: `${keyName(key)} is already the key for: ${shortcutActions[other].does}.`,
      remedy,
    });
  return ok({ ...keys, [action]: key });
}

const remedy = 'Press another key, or Escape to leave it as it is.';

/** Why a key cannot be a shortcut; undefined for one that can. */
function whyReserved({ key, ctrlKey, altKey, metaKey }: KeyPress): string | undefined {
  if (key === 'Shift') return 'Shift alone is not a key: hold it and press another.';
  if (modifiers.has(key) || ctrlKey || altKey || metaKey)
    return 'Keys with Ctrl, Alt or Command belong to the browser and to screen readers.';
  if (key === 'Tab') return 'Tab goes from control to control, and stays so.';
  if (key === 'Enter' || key === ' ') return 'Enter and Space press the button that has the focus, and stay so.';
  if (key === 'Escape') return 'Escape leaves what is open, and stays so.';
  if (/^(Arrow|Page|Home$|End$)/.test(key))
    return 'Arrows and page keys move through slices and the page, and stay so.';
  if (!isSingleSign(key.toLowerCase())) return 'Only a letter, a digit or a sign can be a shortcut.';
  return undefined;
}

const modifiers = new Set(['Control', 'Alt', 'AltGraph', 'Meta', 'OS', 'Fn', 'CapsLock', 'NumLock']);

/** A key that types one character which can be seen. */
const isSingleSign = (key: string): boolean => /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(key);

/** A key as a keyboard shows it. */
export function keyName(key: string): string {
  const upper = key.toUpperCase();
  return upper.length === key.length ? upper : key;
}

const allowed = z.string().refine((key) => key === key.toLowerCase() && isSingleSign(key));
const keptShortcuts = z.object({
  on: z.boolean(),
  keys: z
    .record(z.enum(actionNames), allowed)
    .refine((keys) => new Set(Object.values(keys)).size === actionNames.length),
});

export type Shortcuts = { readonly on: boolean; readonly keys: ShortcutKeys };

/** What the case's store kept of them; the usual ones where it kept nothing, or nothing that holds together. */
export function readShortcuts(kept: unknown): Shortcuts {
  return keptShortcuts.safeParse(kept).data ?? { on: true, keys: usualKeys };
}
