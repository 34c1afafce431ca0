import 'client-only';
import type { LaunchSite } from '@/lib/smart/launchRequest';
import type { FrameStorage } from './frameStorage';
import { type PendingLaunch, pendingKey } from './startLaunch';

/** The launch that an answer of the EHR belongs to, if this window began it. */
export async function pendingLaunch(
  address: URL,
  sites: readonly LaunchSite[],
  storage: FrameStorage,
): Promise<{ state: string; pending: PendingLaunch; site: LaunchSite } | undefined> {
  const state = address.searchParams.get('state');
  const pending = state ? ((await storage.get(pendingKey(state))) as PendingLaunch | undefined) : undefined;
  const site = sites.find(({ id }) => id === pending?.siteId);
  return state && pending && site ? { state, pending, site } : undefined;
}
