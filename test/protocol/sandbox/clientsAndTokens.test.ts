import { createHash, randomUUID } from 'node:crypto';
import { type CryptoKey, createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { type Sandbox, startSandbox } from '../../../sandbox/main';

let sandbox: Sandbox;
let key: CryptoKey;
let foreignKey: CryptoKey;

beforeAll(async () => {
  const pair = await generateKeyPair('ES384');
  key = pair.privateKey;
  foreignKey = (await generateKeyPair('ES384')).privateKey;
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES384' }] };
  const rest = { redirectUris: [], scopes: [] };
  sandbox = await startSandbox({
    appUrl: 'http://127.0.0.1:1',
    clients: [
      { id: 'signed', jwks, ...rest },
      { id: 'secret', secret: 'correct horse', ...rest },
    ],
  });
});
afterAll(() => sandbox.close());

const post = (path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${sandbox.url}/auth/${path}`, { method: 'POST', body: new URLSearchParams(form), headers });

const issue = (clientId: string, scope = 'openid online_access patient/*.rs') =>
  sandbox.authorization.grants.issue(
    { clientId, scope, context: { patientId: 'typical' }, family: randomUUID() },
    600,
    true,
  );

async function assertion(changes: object = {}, signer = key): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'signed', sub: 'signed', aud: `${sandbox.url}/auth/token`, exp: now + 120, jti: randomUUID() };
  return new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'ES384', kid: 'k1' }).sign(signer);
}

const refreshBy = (client_assertion: string) =>
  post('token', {
    grant_type: 'refresh_token',
    refresh_token: issue('signed').refresh ?? '',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
  });

describe('a client that signs', () => {
  test('is known by its assertion, once', async () => {
    const once = await assertion();
    expect((await refreshBy(once)).status).toBe(200);
    expect(await (await refreshBy(once)).json()).toMatchObject({ error: 'invalid_client' });
  });

  test.each([
    ['another audience', { aud: 'http://127.0.0.1:2/auth/token' }],
    ['an end in the past', { exp: 1 }],
    ['an end too far off', { exp: Math.floor(Date.now() / 1000) + 3600 }],
    ['another subject', { sub: 'backcast' }],
    ['no jti', { jti: undefined }],
  ])('is refused with %s', async (_, changes) => {
    expect((await refreshBy(await assertion(changes))).status).toBe(401);
  });

  test('is refused with a foreign key', async () => {
    expect((await refreshBy(await assertion({}, foreignKey))).status).toBe(401);
  });
});

test('a client with a secret is refused with a wrong one', async () => {
  const refresh = (client_secret: string) =>
    post('token', {
      grant_type: 'refresh_token',
      refresh_token: issue('secret').refresh ?? '',
      client_id: 'secret',
      client_secret,
    });
  expect((await refresh('correct horse')).status).toBe(200);
  expect((await refresh('wrong')).status).toBe(401);
});

test('a token is introspected by its bearer, and inactive once revoked', async () => {
  const { access } = issue('backcast');
  const ask = async () => (await post('introspect', { token: access }, { authorization: `Bearer ${access}` })).json();
  expect(await ask()).toMatchObject({ active: true, patient: 'typical', client_id: 'backcast' });
  expect((await post('introspect', { token: access, client_id: 'backcast' })).status).toBe(401);
  await post('revoke', { token: access, client_id: 'backcast' });
  expect(await ask()).toEqual({ active: false });
});

test('an id_token is RS256, of the issuer, for the client, with nonce and fhirUser', async () => {
  const issuer = `${sandbox.url}/fhir`;
  const verifier = 'v'.repeat(64);
  const code = sandbox.authorization.grants.newCode({
    clientId: 'backcast',
    redirectUri: 'http://127.0.0.1:1/launch/callback',
    challenge: createHash('sha256').update(verifier).digest('base64url'),
    scope: 'openid fhirUser',
    nonce: 'n-1',
  });
  const answer = await post('token', {
    grant_type: 'authorization_code',
    client_id: 'backcast',
    code,
    redirect_uri: 'http://127.0.0.1:1/launch/callback',
    code_verifier: verifier,
  });
  const { id_token } = await answer.json();
  const keys = createRemoteJWKSet(new URL(`${sandbox.url}/auth/jwks`));
  const { payload } = await jwtVerify(id_token, keys, { algorithms: ['RS256'], issuer, audience: 'backcast' });
  expect(payload).toMatchObject({ nonce: 'n-1', fhirUser: `${issuer}/Practitioner/ruiz` });
});
