import 'client-only';
import type { AppEvent } from '@/lib/core/appEvents';
import { postEvent } from './postEvent';

/**
 * Reports to the server's audit what the clinician did (S16). The case never waits for it, and goes on without it: the
 * server's own log shows that reports were refused.
 */
export function reportEvent(event: AppEvent): void {
  void postEvent(event).catch(() => {});
}
