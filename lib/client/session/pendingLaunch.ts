import 'client-only';
import type { LaunchSite } from '@/lib/smart/launchRequest';
import type { FrameStorage } from './frameStorage';

/** Kept between the redirect to the EHR and the return from it. */
export interface PendingLaunch {
  readonly siteId: string;
  readonly nonce: string;
  /** Earlier launches of this frame whose case waits for a new launch of the same patient. */
  readonly earlier: readonly string[];
}

export const pendingKey = (launchId: string): string => `backcast.pending.${launchId}`;

/** The launch that an answer of the EHR belongs to, if this window began it. */
export async function pendingLaunch(
  address: URL,
  sites: readonly LaunchSite[],
  storage: FrameStorage,
): Promise<{ state: string; pending: PendingLaunch; site: LaunchSite } | undefined> {
  const state = address.searchParams.get('state');
  const pending = state ? ((await storage.get(pendingKey(state))) as PendingLaunch | undefined) : undefined;
  const site = sites.find(({ id }) => id === pending?.siteId);
  if (!state || !pending || !site) return undefined;
  return { state, pending, site };
}
