import { useState } from 'react';
import { KeyRow } from './KeyRow';
import {
  actionNames,
  changeKey,
  type KeyPress,
  keyName,
  type ShortcutAction,
  type Shortcuts,
  shortcutActions,
  usualKeys,
} from './shortcutKeys';
import { planeKeys } from './shortcuts';
import { ToolButton } from './ViewerTools';

/** Narrower screens are mostly touched, and there the map would push the work out of sight. */
const wideEnoughForKeys = (): boolean => window.innerWidth >= 1024;

const columns = 'grid gap-x-4 gap-y-0.5 min-[560px]:grid-cols-2 lg:grid-cols-3';

interface KeyboardMapProps {
  readonly shortcuts: Shortcuts;
  readonly onChange: (shortcuts: Shortcuts) => void;
}

/** Every key that does something on this screen; single keys can be changed, and turned off altogether (E4, WCAG 2.1.4). */
export function KeyboardMap({ shortcuts, onChange }: KeyboardMapProps) {
  // Once it is open or closed it is the reader's, also where the window changes its width.
  const [open] = useState(wideEnoughForKeys);
  const [waiting, setWaiting] = useState<ShortcutAction>();
  const [said, setSaid] = useState('');
  const { on, keys } = shortcuts;
  const end = (words: string) => {
    setWaiting(undefined);
    setSaid(words);
  };
  const take = (action: ShortcutAction, press: KeyPress) => {
    if (press.key === 'Escape') return end('The key stays as it was.');
    const changed = changeKey(keys, action, press);
    if (!changed.ok) return setSaid(`${changed.problem.message} ${changed.problem.remedy}`);
    onChange({ on, keys: changed.value });
    end(`${keyName(changed.value[action])} is now the key for: ${shortcutActions[action].does}.`);
  };
  const begin = (action: ShortcutAction) => {
    setWaiting(action);
    setSaid(`Press the new key for: ${shortcutActions[action].does}. Escape leaves it as it is.`);
  };
  const reset = () => {
    onChange({ on, keys: usualKeys });
    setSaid('All keys are the usual ones again.');
  };
  return (
    <details open={open} className="mt-2 text-xs">
      <summary className="min-h-6 cursor-pointer">Keys</summary>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <label className="flex min-h-8 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-white"
            checked={on}
            onChange={({ target }) => onChange({ on: target.checked, keys })}
          />
          Single-key shortcuts
        </label>
        {on && <ToolButton onPress={reset}>Back to the usual keys</ToolButton>}
      </div>
      <p role="status" className="min-h-4">
        {said}
      </p>
      <div className="grid gap-2">
        <dl id="plane-keys" className={columns}>
          {planeKeys.map(([key, does]) => (
            <KeyRow key={does} shown={key} does={does} />
          ))}
        </dl>
        {on && (
          <dl className={columns}>
            {actionNames.map((action) => (
              <KeyRow
                key={action}
                shown={keyName(keys[action])}
                does={shortcutActions[action].does}
                change={{
                  waiting: waiting === action,
                  onBegin: () => begin(action),
                  onKey: (press) => take(action, press),
                  onLeave: () => end(''),
                }}
              />
            ))}
          </dl>
        )}
      </div>
    </details>
  );
}
