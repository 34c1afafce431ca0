import 'client-only';
import type { LoadedImaging } from './loadImaging';

/** The CT and outline of this page's case: too large for the session's store, so a reload retrieves them again. */
let cached: { readonly launchId: string; readonly imaging: LoadedImaging } | undefined;

export function keepImaging(launchId: string, imaging: LoadedImaging): void {
  cached = { launchId, imaging };
}

export const cachedImaging = (launchId: string): LoadedImaging | undefined =>
  cached?.launchId === launchId ? cached.imaging : undefined;
