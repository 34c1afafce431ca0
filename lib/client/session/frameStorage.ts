import 'client-only';

const marker = 'backcast:';

/**
 * Small values of one frame that survive its redirects and reloads. sessionStorage belongs to a tab, and an EHR may put two
 * of our frames into one tab: keys therefore carry the launch, and which launch a frame is about stands in `window.name`, which
 * every frame has for itself. Where storage is refused, `window.name` holds the values too.
 */
export class FrameStorage {
  constructor(private readonly frame: Pick<Window, 'name' | 'sessionStorage'>) {}

  async get(key: string): Promise<unknown> {
    const text = this.store ? this.store.getItem(key) : this.named.values?.[key];
    return text ? JSON.parse(text) : undefined;
  }

  async set(key: string, value: unknown): Promise<unknown> {
    const text = JSON.stringify(value);
    if (this.store) this.store.setItem(key, text);
    else this.rename({ ...this.named, values: { ...this.named.values, [key]: text } });
    return value;
  }

  async unset(key: string): Promise<boolean> {
    if (this.store) this.store.removeItem(key);
    else {
      const { [key]: _removed, ...values } = this.named.values ?? {};
      this.rename({ ...this.named, values });
    }
    return true;
  }

  /** The launch that this frame is about. */
  get launchId(): string | undefined {
    return this.named.launchId;
  }

  set launchId(launchId: string | undefined) {
    this.rename({ ...this.named, launchId });
  }

  /** Removes everything of one launch. */
  clear(launchId: string): void {
    const { store } = this;
    if (!store) this.rename({});
    else for (const key of Object.keys(store)) if (key.includes(launchId)) store.removeItem(key);
  }

  private get store(): Storage | undefined {
    try {
      const { sessionStorage } = this.frame;
      sessionStorage.setItem(`${marker}probe`, '1');
      sessionStorage.removeItem(`${marker}probe`);
      return sessionStorage;
    } catch {
      return undefined;
    }
  }

  private get named(): { launchId?: string; values?: Readonly<Record<string, string>> } {
    return this.frame.name.startsWith(marker) ? JSON.parse(this.frame.name.slice(marker.length)) : {};
  }

  private rename(value: object): void {
    this.frame.name = marker + JSON.stringify(value);
  }
}
