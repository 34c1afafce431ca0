import 'client-only';
import type { FhirResource } from 'fhir/r4';
import type Client from 'fhirclient/lib/Client';
import type { FhirQuery } from '@/lib/fhir/chart/loadChart';
import type { FhirExchange } from '@/lib/fhir/write/writeContract';
import type { SmartSession } from '@/lib/smart/session';
import type { TokenLife } from '@/lib/smart/tokenPhase';
import type { FrameStorage } from './frameStorage';
import { markEnded, sessionKey } from './keptCase';
import { LaunchAdapter } from './launchAdapter';
import { pagedQuery } from './pagedQuery';
import { tokenRenewal } from './tokenRenewal';

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
  const extend = tokenRenewal(client);
  let signedOut = false;
  const tokenLife = (): TokenLife => {
    if (signedOut) return { canExtend: false, endsAt: 0 };
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
  async function request(url: string, options: RequestOptions): Promise<FhirExchange> {
    const first = await send(url, options);
    if (first.status !== 401) return first;
    if (await extend()) return send(url, options);
    // A refresh that was lost on the way can be tried again.
    if (client.state.tokenResponse?.refresh_token) return first;
    // Some EHRs answer 401 for a record that they do not show. The patient's own tells whether the sign-in has ended.
    const patient = `${base}Patient/${session.patientId}`;
    const asked = url === patient ? first : await send(patient, {});
    if (asked.status === 401) {
      signedOut = true;
      onRefused();
    }
    return first;
  }

  return {
    session,
    exchange: (path, options = {}) => request(base + path, options),
    query: pagedQuery(base, (url) => request(url, {})),
    accessToken,
    tokenLife,
    extend,
  };
}
