import { ok, type Result } from '@/lib/core/result';
import { type ArchiveProblem, archiveFailure } from './problem';

/** What the exchange needs from its surroundings: the page's or Node's fetch, the session's token, a clock. */
export interface ArchiveAccess {
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
  /** Origins from the site registry: nothing, and above all no token, is sent anywhere else. */
  readonly allowedOrigins: readonly string[];
  readonly accessToken?: () => string | undefined;
  /** Sent with every request, for instance the launch patient that our pass-through asks for. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Renews the token after a 401; undefined or false if it cannot be renewed. */
  readonly refreshToken?: () => Promise<boolean>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Longest silence, ms: before the headers and between two pieces of a body. */
  readonly silenceMs?: number;
}

export interface ExchangeRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly signal?: AbortSignal;
}

/** An answer with 2xx, whose body is still to be read; `alive` must be called for each piece that arrives. */
export interface Exchange {
  readonly response: Response;
  readonly alive: () => void;
  /** Ends the silence watch. */
  readonly done: () => void;
  /** What an error while reading the body means. */
  readonly explain: (error: unknown) => ReturnType<typeof archiveFailure>;
}

const attempts = 4;
const firstBackOffMs = 500;
/** An archive that names its Retry-After is waited for this long in all: fetching from tape or another site takes time. */
const patienceMs = 180_000;
const defaultSilenceMs = 45_000;
const busyStatuses = new Set([429, 502, 503, 504]);

/**
 * Sends a request and sees it through: token, one refresh on 401, back-off by Retry-After on 503 and its kin, retries
 * on a broken connection for requests that are safe to repeat, silence limit, cancel.
 */
export async function exchange(
  access: ArchiveAccess,
  request: ExchangeRequest,
): Promise<Result<Exchange, ArchiveProblem>> {
  const { origin } = new URL(request.url);
  if (!access.allowedOrigins.includes(origin)) {
    return archiveFailure('origin-not-listed', `The image archive ${origin} is not listed for this site.`);
  }
  const repeatable = request.method.toUpperCase() === 'GET';
  let refreshed = false;
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    const last = attempt >= attempts;
    const backOff = firstBackOffMs * 2 ** (attempt - 1);
    const sent = await sendOnce(access, request);
    if (!sent.ok) {
      if (last || !repeatable || sent.problem.code !== 'unreachable') return sent;
      await access.wait(backOff);
      continue;
    }
    const { response, done } = sent.value;
    // 409 is how STOW-RS says that nothing was stored; its body says why (PS3.18 table 10.5.3-1).
    if (response.ok || (response.status === 409 && !repeatable)) return sent;
    done();
    const retryAfter = retryAfterMs(response.headers.get('retry-after'));
    await response.body?.cancel().catch(() => undefined);
    if (response.status === 401 && !refreshed && access.refreshToken) {
      refreshed = true;
      if (await access.refreshToken()) continue;
    }
    const busy =
      busyStatuses.has(response.status) && (repeatable || response.status === 503 || response.status === 429);
    const wait = retryAfter === undefined ? backOff : Math.max(retryAfter, firstBackOffMs);
    waited += wait;
    if (busy && (retryAfter === undefined ? !last : waited <= patienceMs)) {
      await access.wait(wait);
      if (request.signal?.aborted) return archiveFailure('cancelled', 'The retrieval was cancelled.');
      continue;
    }
    return statusFailure(response.status);
  }
}

async function sendOnce(
  access: ArchiveAccess,
  { url, method, headers, body, signal }: ExchangeRequest,
): Promise<Result<Exchange, ArchiveProblem>> {
  const watch = new AbortController();
  const silenceMs = access.silenceMs ?? defaultSilenceMs;
  let silent = false;
  const start = () =>
    setTimeout(() => {
      silent = true;
      watch.abort();
    }, silenceMs);
  let timer = start();
  const alive = () => {
    clearTimeout(timer);
    timer = start();
  };
  const onCancel = () => watch.abort();
  const done = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onCancel);
  };
  const explain = (error: unknown) => {
    done();
    if (silent) return archiveFailure('timeout', `The image archive was silent for ${silenceMs / 1000} s.`);
    if (signal?.aborted) return archiveFailure('cancelled', 'The retrieval was cancelled.');
    const name = error instanceof Error ? error.name : 'error';
    return archiveFailure('unreachable', `The connection to the image archive failed (${name}).`);
  };
  if (signal?.aborted) return explain(undefined);
  signal?.addEventListener('abort', onCancel, { once: true });
  const token = access.accessToken?.();
  const authorization: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  try {
    const response = await access.send(url, {
      method: method.toUpperCase(),
      headers: { ...access.headers, ...headers, ...authorization },
      body,
      signal: watch.signal,
      credentials: 'omit',
      // A redirect could carry the token to another origin.
      redirect: 'error',
      cache: 'no-store',
    });
    alive();
    return ok({ response, alive, done, explain });
  } catch (error) {
    return explain(error);
  }
}

/** Seconds or an HTTP date (RFC 9110 section 10.2.3), in ms. */
function retryAfterMs(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function statusFailure(status: number) {
  const details = { status };
  if (status === 401)
    return archiveFailure('unauthorized', 'The image archive does not accept this session (401).', details);
  if (status === 403)
    return archiveFailure('forbidden', 'The image archive refuses access to this study (403).', details);
  if (status === 404 || status === 410)
    return archiveFailure('not-found', `The image archive does not hold these images (${status}).`, details);
  if (busyStatuses.has(status)) return archiveFailure('busy', `The image archive is busy (${status}).`, details);
  return archiveFailure('archive-error', `The image archive answered with status ${status}.`, details);
}
