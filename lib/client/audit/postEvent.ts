import 'client-only';
import type { AppEvent } from '@/lib/core/appEvents';

/** Sends an event to the server; it arrives even where the page is left meanwhile. */
export const postEvent = (event: AppEvent, signal: AbortSignal | null = null): Promise<Response> =>
  fetch('/api/events', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(event),
    keepalive: true,
    credentials: 'omit',
    signal,
  });
