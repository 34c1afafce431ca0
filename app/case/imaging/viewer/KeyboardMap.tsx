import { planeKeys, type Shortcut } from './shortcuts';

/** Narrower screens are mostly touched, and there the map would push the work out of sight. */
const wideEnoughForKeys = (): boolean => window.innerWidth >= 1024;

/** Every key that does something on this screen, and the switch that turns single keys off (E4). */
export function KeyboardMap({
  shortcuts,
  on,
  onSwitch,
}: {
  readonly shortcuts: readonly Shortcut[];
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}) {
  const rows = [...planeKeys, ...(on ? shortcuts.map(({ key, does }) => [key.toUpperCase(), does] as const) : [])];
  return (
    <details open={wideEnoughForKeys()} className="mt-2 text-xs">
      <summary className="min-h-6 cursor-pointer">Keys</summary>
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-white"
          checked={on}
          onChange={({ target }) => onSwitch(target.checked)}
        />
        Single-key shortcuts
      </label>
      <dl id="keyboard-map" className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
        {rows.map(([key, does]) => (
          <div key={key} className="flex gap-2">
            <dt className="w-32 shrink-0">
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
