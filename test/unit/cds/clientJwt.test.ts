import { createHmac } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { verifyClient } from '@/lib/cds/clientJwt';
import { clientKeyFinder } from '@/lib/server/cds/clientKeys';
import { type ClientKeys, clientIss, clientJku, clientKeys } from '@/test/support/cdsClient';

const audience = 'https://backcast.test/cds-services/backcast-order-sign';
const now = new Date('2026-03-05T10:00:00Z');
const seconds = Math.floor(now.getTime() / 1000);
const clients = [{ iss: clientIss, jku: clientJku }];

let keys: ClientKeys;
let seen: Set<string>;
let fetched: string[];
beforeAll(async () => {
  keys = await clientKeys();
});
beforeEach(() => {
  seen = new Set();
  fetched = [];
});

function verify(authorization: string | null, published: object = keys.jwks, at = now) {
  const fetchUrl = async (url: Parameters<typeof fetch>[0]) => {
    fetched.push(String(url));
    return Response.json(published);
  };
  const findKey = clientKeyFinder(fetchUrl as typeof fetch, () => at);
  const claimTokenId = async (iss: string, jti: string) => !seen.has(iss + jti) && Boolean(seen.add(iss + jti));
  return verifyClient(authorization, { clients, audience, now: at, findKey, claimTokenId });
}

const codeOf = (result: Awaited<ReturnType<typeof verify>>) => (result.ok ? 'accepted' : result.problem.code);
const bearer = (token: string) => `Bearer ${token}`;
const forge = (header: object, claims: object, signature: (input: string) => string) => {
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${input}.${signature(input)}`;
};
const goodClaims = { iss: clientIss, aud: audience, iat: seconds, exp: seconds + 300, jti: 'j' };

test('a client that signs as CDS Hooks 2.0.1 says is accepted', async () => {
  expect(codeOf(await verify(bearer(await keys.sign(audience, now))))).toBe('accepted');
});

test('the name of the scheme is read in any case (RFC 9110 section 11.1)', async () => {
  expect(codeOf(await verify(`bearer ${await keys.sign(audience, now)}`))).toBe('accepted');
});

test('a client that signs with RS384 is accepted', async () => {
  const rsa = await generateKeyPair('RS384');
  const published = { keys: [{ ...(await exportJWK(rsa.publicKey)), kid: 'r', alg: 'RS384' }] };
  const token = await new SignJWT(goodClaims)
    .setProtectedHeader({ alg: 'RS384', kid: 'r', jku: clientJku })
    .sign(rsa.privateKey);
  expect(codeOf(await verify(bearer(token), published))).toBe('accepted');
});

describe('an attack is refused:', () => {
  const attacks: readonly [name: string, code: string, token: () => Promise<string> | string][] = [
    ['no signature (alg none)', 'token-missing', () => new UnsecuredJWT(goodClaims).encode()],
    [
      'alg none with a signature appended',
      'token-algorithm',
      () => forge({ alg: 'none', kid: 'k1' }, goodClaims, () => 'AAAA'),
    ],
    [
      'the public key used as a shared secret (HS384)',
      'token-algorithm',
      async () => {
        const secret = await exportSPKI(keys.publicKey);
        return forge({ alg: 'HS384', kid: 'k1' }, goodClaims, (input) =>
          createHmac('sha384', secret).update(input).digest('base64url'),
        );
      },
    ],
    [
      'ES256, which is not listed',
      'token-algorithm',
      async () => {
        const { privateKey } = await generateKeyPair('ES256');
        return new SignJWT(goodClaims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(privateKey);
      },
    ],
    [
      'RS384 claimed for an elliptic-curve key',
      'token-key',
      async () => {
        const { privateKey } = await generateKeyPair('RS384');
        return new SignJWT(goodClaims).setProtectedHeader({ alg: 'RS384', kid: 'k1' }).sign(privateKey);
      },
    ],
    [
      'a key of its own at a foreign jku',
      'token-issuer',
      () => keys.sign(audience, now, { header: { jku: 'https://evil.test/jwks.json' } }),
    ],
    [
      'a kid that climbs directories',
      'token-key',
      () => keys.sign(audience, now, { header: { kid: '../../etc/passwd' } }),
    ],
    ['a kid that tries SQL', 'token-key', () => keys.sign(audience, now, { header: { kid: "' OR 1=1 --" } })],
    ['no kid', 'token-key', () => keys.sign(audience, now, { header: { kid: undefined } })],
    [
      'an embedded key (jwk header)',
      'token-claims',
      async () => {
        const own = await generateKeyPair('ES384', { extractable: true });
        const jwk = await exportJWK(own.publicKey);
        return new SignJWT(goodClaims)
          .setProtectedHeader({ alg: 'ES384', kid: 'k1', jwk: jwk as never })
          .sign(own.privateKey);
      },
    ],
    [
      'an issuer that is not listed',
      'token-issuer',
      () => keys.sign(audience, now, { claims: { iss: 'https://evil.test' } }),
    ],
    [
      'a listed issuer with a trailing slash',
      'token-issuer',
      () => keys.sign(audience, now, { claims: { iss: `${clientIss}/` } }),
    ],
    ['another audience', 'token-claims', () => keys.sign('https://other.test', now)],
    ['the audience of another service', 'token-claims', () => keys.sign(audience.replace('sign', 'select'), now)],
    ['expired', 'token-claims', () => keys.sign(audience, new Date(now.getTime() - 3_600_000))],
    ['issued in the future', 'token-claims', () => keys.sign(audience, new Date(now.getTime() + 3_600_000))],
    ['no exp', 'token-claims', () => keys.sign(audience, now, { claims: { exp: undefined } })],
    ['no iat', 'token-claims', () => keys.sign(audience, now, { claims: { iat: undefined } })],
    ['no jti', 'token-claims', () => keys.sign(audience, now, { claims: { jti: undefined } })],
    ['an empty jti', 'token-claims', () => keys.sign(audience, now, { claims: { jti: '' } })],
    ['valid for a day', 'token-claims', () => keys.sign(audience, now, { claims: { exp: seconds + 86_400 } })],
    ['over 8 KB', 'token-missing', () => keys.sign(audience, now, { claims: { padding: 'x'.repeat(9000) } })],
    [
      'claims changed after signing',
      'token-claims',
      async () => {
        const [header, , signature] = (await keys.sign(audience, now)).split('.');
        return [header, Buffer.from(JSON.stringify(goodClaims)).toString('base64url'), signature].join('.');
      },
    ],
    [
      'an unknown critical header',
      'token-claims',
      () => forge({ alg: 'ES384', kid: 'k1', crit: ['x'], x: 1 }, goodClaims, () => 'AAAA'),
    ],
    ['three parts of nonsense', 'token-malformed', () => 'aaa.bbb.ccc'],
  ];

  test.each(attacks)('%s', async (_name, code, token) => {
    expect(codeOf(await verify(bearer(await token())))).toBe(code);
    expect(fetched.filter((url) => url !== clientJku)).toEqual([]);
  });

  test('the same token a second time', async () => {
    const token = bearer(await keys.sign(audience, now));
    expect(codeOf(await verify(token))).toBe('accepted');
    expect(codeOf(await verify(token))).toBe('token-replayed');
  });

  test.each([null, '', 'Basic abc', 'bearer', 'Bearer a b'])('the Authorization header %p', async (header) => {
    expect(codeOf(await verify(header))).toBe('token-missing');
  });
});

test('a clock that is a minute off is tolerated, two minutes is not', async () => {
  const expiredBy = (s: number) => keys.sign(audience, now, { claims: { iat: seconds - 300, exp: seconds - s } });
  expect(codeOf(await verify(bearer(await expiredBy(59))))).toBe('accepted');
  expect(codeOf(await verify(bearer(await expiredBy(120))))).toBe('token-claims');
});

describe('key rotation', () => {
  test('a new key is found by fetching the set again, at most every 30 seconds', async () => {
    const next = await clientKeys('k2');
    let published = keys.jwks;
    let clock = now;
    const fetchUrl = async () => {
      fetched.push(clientJku);
      return Response.json(published);
    };
    const findKey = clientKeyFinder(fetchUrl as never, () => clock);
    expect(await findKey(clients[0], 'k1', 'ES384')).toBeDefined();
    published = next.jwks;
    expect(await findKey(clients[0], 'k2', 'ES384')).toBeUndefined();
    clock = new Date(now.getTime() + 31_000);
    expect(await findKey(clients[0], 'k2', 'ES384')).toBeDefined();
    expect(await findKey(clients[0], 'k1', 'ES384')).toBeUndefined();
    expect(fetched).toHaveLength(2);
  });

  test('calls that come together fetch the set once', async () => {
    const fetchUrl = async () => {
      fetched.push(clientJku);
      return Response.json(keys.jwks);
    };
    const findKey = clientKeyFinder(fetchUrl as never, () => now);
    const found = await Promise.all(Array.from({ length: 10 }, () => findKey(clients[0], 'k1', 'ES384')));
    expect(found.every(Boolean)).toBe(true);
    expect(fetched).toHaveLength(1);
  });

  test('an unreachable key server leaves the keys that are known', async () => {
    let reachable = true;
    let clock = now;
    const fetchUrl = async () => {
      if (!reachable) throw new TypeError('network');
      return Response.json(keys.jwks);
    };
    const findKey = clientKeyFinder(fetchUrl as never, () => clock);
    await findKey(clients[0], 'k1', 'ES384');
    reachable = false;
    clock = new Date(now.getTime() + 3_600_000);
    expect(await findKey(clients[0], 'k1', 'ES384')).toBeDefined();
  });
});
