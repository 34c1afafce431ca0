import 'client-only';
import BrowserAdapter from 'fhirclient/lib/adapters/BrowserAdapter';
import type { FrameStorage } from './frameStorage';

/** fhirclient's own browser adapter with our storage and an address that holds only what it may read. */
export class LaunchAdapter extends BrowserAdapter {
  constructor(
    private readonly storage: FrameStorage,
    private readonly address: URL,
  ) {
    super({ fullSessionStorageSupport: false, replaceBrowserHistory: false });
  }

  override getUrl(): URL {
    return this.address;
  }

  override getStorage(): never {
    return this.storage as never;
  }
}
