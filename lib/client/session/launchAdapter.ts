import 'client-only';
import BrowserAdapter from 'fhirclient/lib/adapters/BrowserAdapter';
import type { FrameStorage } from './frameStorage';

/** fhirclient's own browser adapter with our storage and an address that holds only what it may read. */
export class LaunchAdapter extends BrowserAdapter {
  constructor(
    private readonly storage: FrameStorage,
    private readonly address: URL,
  ) {
    // A public client names itself when it refreshes (RFC 6749 section 6; the library leaves it out unless told).
    super({ fullSessionStorageSupport: false, replaceBrowserHistory: false, refreshTokenWithClientId: true });
  }

  override getUrl(): URL {
    return this.address;
  }

  override getStorage(): never {
    return this.storage as never;
  }
}
