import 'client-only';
import type { AppEvent } from '@/lib/core/appEvents';

/**
 * Reports to the server's audit what the clinician did (S16). The case never waits for it, and goes on without it: the
 * server's own log shows that reports were refused.
 */
export function reportEvent(event: AppEvent): void {
  void fetch('/api/events', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(event),
    keepalive: true,
    credentials: 'omit',
  }).catch(() => {});
}
