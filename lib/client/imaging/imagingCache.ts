import 'client-only';
import type { MaskPart } from '@/lib/volume/maskPart';
import type { LoadedImaging } from './loadImaging';

/** The CT and accepted outline of this page's case: too large for the session's store, so a reload retrieves them again. */
let cached: { readonly launchId: string; readonly imaging: LoadedImaging; readonly accepted?: MaskPart } | undefined;

/** Keeps a retrieved CT; an outline that was accepted on another one is dropped. */
export function keepImaging(launchId: string, imaging: LoadedImaging): void {
  cached = { launchId, imaging };
}

/** Keeps the outline that the reader accepted with the CT that it was accepted on: the features are measured in these two. */
export function keepAccepted(launchId: string, imaging: LoadedImaging, accepted: MaskPart): void {
  cached = { launchId, imaging, accepted };
}

export const cachedImaging = (launchId: string): (LoadedImaging & { readonly accepted?: MaskPart }) | undefined =>
  cached?.launchId === launchId
    ? { ...cached.imaging, ...(cached.accepted && { accepted: cached.accepted }) }
    : undefined;
