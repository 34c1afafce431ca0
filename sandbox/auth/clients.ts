import { createHash, timingSafeEqual } from 'node:crypto';
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { OAuthFailure } from './oauthFailure';

/** An app as it was registered. */
export interface RegisteredClient {
  readonly id: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly secret?: string;
  readonly jwks?: JSONWebKeySet;
}

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const maxAssertionSeconds = 300;

/** Ids of client assertions that were used, with their end. */
const usedAssertions = new Map<string, number>();

/**
 * Who calls the token endpoint: a public client by its id, a confidential one by its secret (RFC 6749 section 2.3.1) or by a
 * signed assertion (RFC 7523; SMART App Launch 2.2, "Asymmetric Authentication").
 */
export async function authenticateClient(
  clients: readonly RegisteredClient[],
  form: URLSearchParams,
  authorization: string | undefined,
  tokenUrl: string,
  now: Date,
): Promise<RegisteredClient> {
  const assertion = form.get('client_assertion');
  if (assertion) return byAssertion(clients, assertion, form.get('client_assertion_type'), tokenUrl, now);
  const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  // Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1).
  const [basicId, basicSecret] = basic
    ? Buffer.from(basic, 'base64')
        .toString()
        .split(':', 2)
        .map((part) => [...new URLSearchParams(`part=${part}`).values()][0])
    : [];
  const client = clients.find(({ id }) => id === (basicId ?? form.get('client_id')));
  if (!client) throw new OAuthFailure(401, 'invalid_client', 'The client is not registered');
  if (client.jwks) throw new OAuthFailure(401, 'invalid_client', 'This client authenticates by a signed assertion');
  const given = basicSecret ?? form.get('client_secret');
  if (client.secret && !equal(client.secret, given ?? ''))
    throw new OAuthFailure(401, 'invalid_client', 'The client secret is wrong');
  if (!client.secret && given) throw new OAuthFailure(401, 'invalid_client', 'A public client has no secret');
  return client;
}

async function byAssertion(
  clients: readonly RegisteredClient[],
  assertion: string,
  type: string | null,
  tokenUrl: string,
  now: Date,
): Promise<RegisteredClient> {
  const refuse = (why: string) => new OAuthFailure(401, 'invalid_client', why);
  if (type !== assertionType) throw refuse('The assertion type is not jwt-bearer');
  for (const client of clients) {
    if (!client.jwks) continue;
    try {
      const { payload, protectedHeader } = await jwtVerify(assertion, createLocalJWKSet(client.jwks), {
        algorithms: ['RS384', 'ES384'],
        issuer: client.id,
        subject: client.id,
        audience: tokenUrl,
        requiredClaims: ['exp', 'jti'],
        currentDate: now,
      });
      if (!protectedHeader.kid) throw refuse('The assertion has no kid');
      const seconds = now.getTime() / 1000;
      if ((payload.exp ?? 0) - seconds > maxAssertionSeconds)
        throw refuse('The assertion lives longer than five minutes');
      for (const [id, end] of usedAssertions) if (end < seconds) usedAssertions.delete(id);
      const id = `${client.id} ${payload.jti}`;
      if (usedAssertions.has(id)) throw refuse('The assertion was used before');
      usedAssertions.set(id, payload.exp ?? seconds);
      return client;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  throw refuse('The assertion is not of a registered client');
}

function equal(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
