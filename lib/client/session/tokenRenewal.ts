import 'client-only';
import type Client from 'fhirclient/lib/Client';

/** An EHR that answers at all does so within this time; requests to the chart wait for it. */
const renewalTimeoutMs = 15_000;

/**
 * Asks for a new token, one request at a time: refresh tokens rotate, and two at once would look like a stolen one. The
 * promise tells whether there is a new one.
 */
export function tokenRenewal(client: Client, timeoutMs = renewalTimeoutMs): () => Promise<boolean> {
  let renewing: Promise<boolean> | undefined;
  return () => {
    if (!client.state.tokenResponse?.refresh_token) return Promise.resolve(false);
    renewing ??= renew(client, timeoutMs).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}

async function renew(client: Client, timeoutMs: number): Promise<boolean> {
  const { tokenResponse, key } = client.state;
  const token = tokenResponse?.refresh_token;
  try {
    await client.refresh({ signal: AbortSignal.timeout(timeoutMs) });
    return true;
  } catch (cause) {
    // The library forgets the refresh token on any failure, here and in the storage of the frame.
    if (token && tokenResponse && !isRefusal(cause)) {
      tokenResponse.refresh_token = token;
      if (key) await client.environment.getStorage().set(key, client.state);
    }
    return false;
  }
}

/** The EHR said no to the token itself (RFC 6749 section 5.2); silence, a fault, or being busy says nothing about it. */
function isRefusal(cause: unknown): boolean {
  const { status } = cause as { readonly status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 408 && status !== 429;
}
