import 'client-only';

const marker = 'backcast:';

/** Values of this page's frame where storage is refused; a reload loses them, and nothing else can read them. */
const memory = new Map<string, string>();

/**
 * Small values of one frame that survive its redirects and reloads. sessionStorage belongs to a tab, and an EHR may put two
 * of our frames into one tab: keys therefore carry the launch, and which launch a frame is about stands in `window.name`, which
 * every frame has for itself. Where storage is refused, `window.name` carries what the redirect needs, until `keepInMemory`.
 */
export class FrameStorage {
  constructor(private readonly frame: Pick<Window, 'name' | 'sessionStorage'> & { readonly parent?: unknown }) {}

  async get(key: string): Promise<unknown> {
    const text = this.store ? this.store.getItem(key) : (memory.get(key) ?? this.named.values?.[key]);
    return text ? JSON.parse(text) : undefined;
  }

  async set(key: string, value: unknown): Promise<unknown> {
    const text = JSON.stringify(value);
    if (this.store) this.store.setItem(key, text);
    else if (this.named.inMemory) memory.set(key, text);
    else this.rename({ ...this.named, values: { ...this.named.values, [key]: text } });
    return value;
  }

  async unset(key: string): Promise<boolean> {
    if (this.store) this.store.removeItem(key);
    else {
      memory.delete(key);
      const { [key]: _removed, ...values } = this.named.values ?? {};
      this.rename({ ...this.named, values });
    }
    return true;
  }

  /** After the redirect: the next document of this frame, whoever sends it, must find no token and no chart in its name. */
  keepInMemory(): void {
    for (const [key, text] of Object.entries(this.named.values ?? {})) memory.set(key, text);
    this.rename({ ...(this.launchId && { launchId: this.launchId }), inMemory: true });
  }

  /** The launch that this frame is about. */
  get launchId(): string | undefined {
    return this.named.launchId;
  }

  set launchId(launchId: string | undefined) {
    this.rename({ ...this.named, launchId });
  }

  /** Whether what is kept here is still here for the next launch of this window. */
  get durable(): boolean {
    return this.store !== undefined;
  }

  /** Whether this window is a tab of its own, and not a frame beside which the EHR may put another one of ours. */
  get ownTab(): boolean {
    return this.frame.parent === this.frame;
  }

  /** The last part of each key that starts with a prefix: the launches of this window that kept something under it. */
  endings(prefix: string): readonly string[] {
    return Object.keys(this.store ?? {}).flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []));
  }

  /** Removes everything of one launch. */
  clear(launchId: string): void {
    const { store } = this;
    if (!store) {
      memory.clear();
      this.rename({});
    } else for (const key of Object.keys(store)) if (key.includes(launchId)) store.removeItem(key);
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

  private get named(): { launchId?: string; inMemory?: boolean; values?: Readonly<Record<string, string>> } {
    return this.frame.name.startsWith(marker) ? JSON.parse(this.frame.name.slice(marker.length)) : {};
  }

  private rename(value: object): void {
    this.frame.name = marker + JSON.stringify(value);
  }
}
