import 'server-only';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import type { CdsClient } from '@/lib/cds/clientJwt';

/** A listed client with the keys that it handed over, if it publishes none at a jku. */
export interface RegisteredClient extends CdsClient {
  readonly jwks?: { readonly keys: readonly JWK[] };
}

export type FindKey = (client: RegisteredClient, kid: string, alg: string) => Promise<CryptoKey | undefined>;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });
const maxAgeMs = 600_000;
/** An unknown key id makes a client's set be fetched again, at most this often: a flood of made-up ids must not become a flood of requests. */
const minRefetchMs = 30_000;
const timeoutMs = 2000;

interface CachedSet {
  readonly keys: readonly JWK[];
  readonly fetchedAt: number;
}

/** Finds public keys by id in the sets that clients publish; remembers them and follows key rotation. */
export function clientKeyFinder(fetchUrl: typeof fetch, now: () => Date): FindKey {
  const cache = new Map<string, CachedSet>();
  /** Calls that come together wait for one request. */
  const fetching = new Map<string, Promise<readonly JWK[]>>();
  // Importing a key takes longer than verifying with it, so each published key is imported once.
  const imported = new WeakMap<JWK, Promise<CryptoKey>>();

  async function keysAt(jku: string, kid: string): Promise<readonly JWK[]> {
    const cached = cache.get(jku);
    const age = cached ? now().getTime() - cached.fetchedAt : Number.POSITIVE_INFINITY;
    const known = cached?.keys.some((key) => key.kid === kid);
    if (cached && age < (known ? maxAgeMs : minRefetchMs)) return cached.keys;
    const pending = fetching.get(jku) ?? refresh(jku, cached).finally(() => fetching.delete(jku));
    fetching.set(jku, pending);
    return pending;
  }

  async function refresh(jku: string, cached: CachedSet | undefined): Promise<readonly JWK[]> {
    const keys = (await fetchKeySet(fetchUrl, jku)) ?? cached?.keys ?? [];
    cache.set(jku, { keys, fetchedAt: now().getTime() });
    return keys;
  }

  return async (client, kid, alg) => {
    const keys = client.jwks?.keys ?? (client.jku ? await keysAt(client.jku, kid) : []);
    const jwk = keys.find((key) => key.kid === kid && fits(key, alg));
    if (!jwk) return undefined;
    const key = imported.get(jwk) ?? (importJWK(jwk, alg) as Promise<CryptoKey>);
    imported.set(jwk, key);
    return key;
  };
}

/** A key serves one algorithm: an RSA key never verifies ES384, nor a symmetric "oct" key anything. */
function fits(key: JWK, alg: string): boolean {
  const kind = alg === 'ES384' ? key.kty === 'EC' && key.crv === 'P-384' : key.kty === 'RSA';
  return kind && (key.alg === undefined || key.alg === alg) && key.use !== 'enc';
}

async function fetchKeySet(fetchUrl: typeof fetch, jku: string): Promise<readonly JWK[] | undefined> {
  try {
    const answer = await fetchUrl(jku, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      cache: 'no-store',
    });
    const parsed = answer.ok ? keySet.safeParse(await answer.json()) : undefined;
    return parsed?.data?.keys as readonly JWK[] | undefined;
  } catch {
    // An unreachable key server is the client's failure: its tokens are refused until it answers again.
    return undefined;
  }
}
