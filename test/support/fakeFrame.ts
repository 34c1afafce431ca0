/** A window as FrameStorage sees it: its name, its session store, and the window that it is a frame of, if it is one. */
export interface FakeFrame {
  name: string;
  readonly sessionStorage: Storage;
  readonly parent: unknown;
}

/** Session storage in memory, with the keys as own members, as a browser has them. */
export function fakeSessionStorage(): Storage {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = String(value);
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  return Object.create(methods) as Storage;
}

/** A frame inside the EHR's tab; frames of one tab share its store. */
export const frameOf = (sessionStorage: Storage): FakeFrame => ({ name: '', sessionStorage, parent: {} });

/** A tab of its own. */
export function ownTab(sessionStorage: Storage): FakeFrame {
  const tab = { name: '', sessionStorage, parent: undefined as unknown };
  tab.parent = tab;
  return tab;
}
