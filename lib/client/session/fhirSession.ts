import 'client-only';
import type { Bundle, FhirResource } from 'fhir/r4';
import type Client from 'fhirclient/lib/Client';
import { fail, ok, type Problem } from '@/lib/core/result';
import type { FhirQuery } from '@/lib/fhir/chart/loadChart';
import type { FhirExchange } from '@/lib/fhir/write/writeSigned';
import type { SmartSession } from '@/lib/smart/session';
import type { TokenLife } from '@/lib/smart/tokenPhase';
import type { FrameStorage } from './frameStorage';
import { markEnded, sessionKey } from './keptCase';
import { LaunchAdapter } from './launchAdapter';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: FhirResource;
  readonly ifMatch?: string;
}

/** The signed-in access to one patient's chart. Requests go to the launch's FHIR server and nowhere else. */
export interface FhirSession {
  readonly session: SmartSession;
  readonly exchange: (path: string, options?: RequestOptions) => Promise<FhirExchange>;
  readonly query: FhirQuery;
  /** For the DICOMweb pass-through; refreshed when it is about to end. */
  readonly accessToken: () => Promise<string | undefined>;
  readonly tokenLife: () => TokenLife;
  /** Asks for a new token; false if the EHR gave none. */
  readonly extend: () => Promise<boolean>;
}

const timeoutMs = 20_000;
const maxPages = 50;
/** A token that ends within this many seconds is refreshed before it is used. */
const refreshAheadSeconds = 10;

/** Opens the session of this frame's launch again, after a redirect or a reload; undefined if there is none. */
export async function resumeFhirSession(storage: FrameStorage, origin: string): Promise<FhirSession | undefined> {
  const { launchId } = storage;
  const session = launchId ? ((await storage.get(sessionKey(launchId))) as SmartSession | undefined) : undefined;
  const state = launchId ? await storage.get(launchId) : undefined;
  if (!session || !state) return undefined;
  const client = new LaunchAdapter(storage, new URL(origin)).getSmartApi().client(state as never);
  return fhirSession(session, client, () => void markEnded(storage, session.launchId));
}

/** @param onRefused the EHR ended the sign-in before its time, and a refresh did not mend it. */
export function fhirSession(session: SmartSession, client: Client, onRefused: () => void): FhirSession {
  const base = `${session.issuer.replace(/\/$/, '')}/`;
  // One refresh at a time: refresh tokens rotate, and two at once would look like a stolen one.
  let refreshing: Promise<unknown> | undefined;
  const refresh = (): Promise<unknown> => {
    const token = client.state.tokenResponse?.refresh_token;
    refreshing ??= client
      .refresh()
      .catch((cause) => {
        // The library forgets the refresh token on any failure; a lost connection says nothing about the token.
        if (cause instanceof TypeError && token && client.state.tokenResponse)
          client.state.tokenResponse.refresh_token = token;
        throw cause;
      })
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  };
  const extend = (): Promise<boolean> =>
    client.state.tokenResponse?.refresh_token
      ? refresh().then(
          () => true,
          () => false,
        )
      : Promise.resolve(false);
  const tokenLife = (): TokenLife => {
    const { expiresAt, tokenResponse } = client.state;
    const lifetime = Number(tokenResponse?.expires_in);
    return {
      canExtend: Boolean(tokenResponse?.refresh_token),
      ...(expiresAt && { endsAt: expiresAt * 1000 }),
      ...(lifetime > 0 && { lifetimeSeconds: lifetime }),
    };
  };
  const accessToken = async (): Promise<string | undefined> => {
    const ends = client.state.expiresAt ?? Number.POSITIVE_INFINITY;
    if (ends - Date.now() / 1000 < refreshAheadSeconds) await extend();
    return client.state.tokenResponse?.access_token;
  };

  async function send(url: string, options: RequestOptions): Promise<FhirExchange> {
    const token = await accessToken();
    try {
      const response = await fetch(url, {
        method: options.method ?? 'GET',
        headers: {
          Accept: 'application/fhir+json',
          ...(token && { Authorization: `Bearer ${token}` }),
          ...(options.body && { 'Content-Type': 'application/fhir+json' }),
          ...(options.ifMatch && { 'If-Match': options.ifMatch }),
        },
        signal: AbortSignal.timeout(timeoutMs),
        cache: 'no-store',
        ...(options.body && { body: JSON.stringify(options.body) }),
      });
      const retryAfter = Number(response.headers.get('Retry-After'));
      const body = (await response.json().catch(() => undefined)) as FhirResource | undefined;
      return {
        status: response.status,
        ...(body && { body }),
        ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
      };
    } catch {
      return { status: 0 };
    }
  }

  /** A 401 is answered by one refresh and one repetition. */
  async function exchange(path: string, options: RequestOptions = {}): Promise<FhirExchange> {
    const first = await send(base + path, options);
    if (first.status !== 401) return first;
    if (await extend()) return send(base + path, options);
    onRefused();
    return first;
  }

  const query: FhirQuery = async (path) => {
    const resources: FhirResource[] = [];
    let next: string | undefined = path;
    for (let page = 0; next !== undefined; page += 1) {
      const { status, body } = await exchange(next);
      if (status !== 200 || !body) return fail(queryProblem(status));
      if (body.resourceType !== 'Bundle') return ok([body]);
      resources.push(...((body as Bundle<FhirResource>).entry ?? []).flatMap(({ resource }) => resource ?? []));
      const link: string | undefined = body.link?.find(({ relation }) => relation === 'next')?.url;
      // A next link that leaves the server is not followed: the token would go with it.
      if (link && (!link.startsWith(base) || page >= maxPages)) return fail(queryProblem(0));
      next = link?.slice(base.length);
    }
    return ok(resources);
  };
  return { session, exchange, query, accessToken, tokenLife, extend };
}

function queryProblem(status: number): Problem {
  const [message, remedy] = queryTexts[status] ?? (status >= 500 ? queryTexts[500] : queryTexts[0]);
  return { code: `fhir-${status}`, message, remedy };
}

const queryTexts: Readonly<Record<number, readonly [message: string, remedy: string]>> = {
  0: ['The EHR did not answer in time.', 'Check the connection and load the chart again.'],
  401: ['The EHR ended the sign-in.', 'Open Backcast from the chart again; what you entered is kept.'],
  403: [
    'The EHR does not allow Backcast to read this.',
    'Ask the EHR team to grant read access, or enter the value by hand.',
  ],
  404: ['The EHR does not offer this kind of record.', 'Enter the value by hand if you have it.'],
  500: ['The EHR failed while answering.', 'Load the chart again in a minute.'],
  503: ['The EHR is busy.', 'Load the chart again in a minute.'],
};
