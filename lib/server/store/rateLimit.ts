import 'server-only';
import type { Store } from './openStore';

const windowMs = 10_000;

export interface RateVerdict {
  readonly allowed: boolean;
  readonly retryAfterSeconds: number;
}

/**
 * Counts a request of a client in windows of ten seconds, over all server processes.
 * @param perSecond mean rate that a window allows.
 */
export async function countRequest(store: Store, client: string, perSecond: number, now: Date): Promise<RateVerdict> {
  const start = Math.floor(now.getTime() / windowMs) * windowMs;
  const { requests } = await store
    .insertInto('rate_window')
    .values({ client, window_start: new Date(start).toISOString(), requests: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['client', 'window_start'])
        .doUpdateSet((eb) => ({ requests: eb('rate_window.requests', '+', 1) })),
    )
    .returning('requests')
    .executeTakeFirstOrThrow();
  const retryAfterSeconds = Math.max(1, Math.ceil((start + windowMs - now.getTime()) / 1000));
  return { allowed: requests <= perSecond * (windowMs / 1000), retryAfterSeconds };
}

export async function forgetPastWindows(store: Store, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 6 * windowMs).toISOString();
  await store.deleteFrom('rate_window').where('window_start', '<', before).execute();
}
