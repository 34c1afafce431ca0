import { createHash, randomUUID } from 'node:crypto';
import { createRemoteJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';
import { type Sandbox, startSandbox } from '../../../sandbox/main';

const verifier = 'v'.repeat(64);
const redirectUri = 'http://127.0.0.1:1/launch/callback';
const otherRedirect = 'http://127.0.0.1:2/callback';
let sandbox: Sandbox;
let now = new Date();
let privateKey: CryptoKey;
let publicKey: JWK;

beforeAll(async () => {
  const pair = await generateKeyPair('ES384');
  privateKey = pair.privateKey;
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES384' };
  const scopes = ['launch', 'openid', 'fhirUser', 'online_access', 'patient/*.cruds', 'user/*.rs'];
  sandbox = await startSandbox({
    appUrl: 'http://127.0.0.1:1',
    now: () => now,
    clients: [
      { id: 'other', redirectUris: [otherRedirect], scopes },
      { id: 'secret', redirectUris: [otherRedirect], scopes, secret: 'one: two & three' },
      { id: 'signed', redirectUris: [], scopes, jwks: { keys: [publicKey] } },
    ],
  });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  now = new Date();
});

const parameters = (changes: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    response_type: 'code',
    client_id: 'backcast',
    redirect_uri: redirectUri,
    scope: 'openid fhirUser launch online_access patient/*.rs',
    state: 'a state & more',
    aud: `${sandbox.url}/fhir`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    launch: sandbox.authorization.grants.newLaunch('backcast', { patientId: 'typical' }),
    ...changes,
  });

async function authorize(query: URLSearchParams, method: 'GET' | 'POST' = 'GET'): Promise<URLSearchParams> {
  const url = `${sandbox.url}/auth/authorize`;
  const answer = await (method === 'GET'
    ? fetch(`${url}?${query}`, { redirect: 'manual' })
    : fetch(url, { method, body: query, redirect: 'manual' }));
  return new URL(answer.headers.get('location') ?? 'http://none').searchParams;
}
const codeFor = async (changes = {}) => (await authorize(parameters(changes))).get('code') ?? '';

const token = (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${sandbox.url}/auth/token`, { method: 'POST', body: new URLSearchParams(form), headers });
const redeem = (code: string, changes: Readonly<Record<string, string>> = {}) =>
  token({
    grant_type: 'authorization_code',
    client_id: 'backcast',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...changes,
  });

const issue = (scope: string, patientId = 'typical') =>
  sandbox.authorization.grants.issue({ clientId: 'backcast', scope, context: { patientId }, family: scope }, 600, false)
    .access;
const get = (path: string, access: string) =>
  fetch(`${sandbox.url}${path}`, { headers: { authorization: `Bearer ${access}` } });

describe('the configuration', () => {
  test('names every capability that is claimed, absolute addresses that answer, and S256 alone', async () => {
    const response = await fetch(`${sandbox.url}/fhir/.well-known/smart-configuration`);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const configuration = await response.json();
    expect(configuration.code_challenge_methods_supported).toEqual(['S256']);
    expect(configuration.issuer).toBe(`${sandbox.url}/fhir`);
    for (const [name, address] of Object.entries(configuration))
      if (/_(endpoint|uri)$/.test(name)) {
        expect([name, String(address).startsWith(`${sandbox.url}/auth/`)]).toEqual([name, true]);
        expect([name, (await fetch(String(address))).status]).not.toEqual([name, 404]);
      }
    expect(configuration.capabilities).toEqual(
      expect.arrayContaining([
        'launch-ehr',
        'launch-standalone',
        'client-public',
        'client-confidential-symmetric',
        'client-confidential-asymmetric',
        'sso-openid-connect',
        'context-banner',
        'context-style',
        'context-ehr-patient',
        'context-ehr-encounter',
        'permission-offline',
        'permission-online',
        'permission-patient',
        'permission-user',
        'permission-v1',
        'permission-v2',
        'smart-imaging-access',
      ]),
    );
  });

  test('is also that of OpenID Connect Discovery, and nothing else is there', async () => {
    const openid = await (await fetch(`${sandbox.url}/fhir/.well-known/openid-configuration`)).json();
    expect(openid).toMatchObject({
      id_token_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['public'],
    });
    expect((await fetch(`${sandbox.url}/fhir/.well-known/other`)).status).not.toBe(200);
  });
});

describe('authorize', () => {
  test('works by POST as by GET, and gives the state back as it was', async () => {
    const answer = await authorize(parameters(), 'POST');
    expect(answer.get('state')).toBe('a state & more');
    expect((await redeem(answer.get('code') ?? '')).status).toBe(200);
  });

  test('opens a launch for the client that it was made for, and for no other', async () => {
    const launch = sandbox.authorization.grants.newLaunch('backcast', { patientId: 'typical' });
    const stolen = parameters({ client_id: 'other', redirect_uri: otherRedirect, launch });
    expect((await authorize(stolen)).get('error')).toBe('invalid_request');
  });

  test('does not open a launch after five minutes', async () => {
    const launch = sandbox.authorization.grants.newLaunch('backcast', { patientId: 'typical' });
    now = new Date(now.getTime() + 301_000);
    expect((await authorize(parameters({ launch }))).get('error')).toBe('invalid_request');
  });

  test('says nothing to an app that is not registered', async () => {
    expect([...(await authorize(parameters({ client_id: 'unknown' }))).keys()]).toEqual([]);
  });
});

describe('the token endpoint', () => {
  test('refuses a code that another client brings, and one that is a minute old', async () => {
    const code = await codeFor();
    const stolen = { grant_type: 'authorization_code', client_id: 'other', code, redirect_uri: redirectUri };
    expect(await (await token({ ...stolen, code_verifier: verifier })).json()).toMatchObject({
      error: 'invalid_grant',
    });
    const late = await codeFor();
    now = new Date(now.getTime() + 61_000);
    expect(await (await redeem(late)).json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('answers with the whole context of a launch, and again after a refresh', async () => {
    const launch = sandbox.authorization.grants.newLaunch('backcast', {
      patientId: 'typical',
      encounterId: 'typical-visit',
      intent: 'order',
      appContext: '{"order":"ServiceRequest/1"}',
      fhirContext: [{ reference: 'ImagingStudy/typical-ct' }],
    });
    const context = {
      patient: 'typical',
      encounter: 'typical-visit',
      intent: 'order',
      appContext: '{"order":"ServiceRequest/1"}',
      fhirContext: [{ reference: 'ImagingStudy/typical-ct' }],
      need_patient_banner: true,
      tenant: 'northfield',
      scope: 'openid fhirUser launch online_access patient/*.rs',
    };
    const first = await (await redeem(await codeFor({ launch }))).json();
    expect(first).toMatchObject(context);
    expect((await fetch(first.smart_style_url)).status).toBe(200);
    const { refresh_token } = first;
    const again = await (await token({ grant_type: 'refresh_token', client_id: 'backcast', refresh_token })).json();
    expect(again).toMatchObject(context);
    const shown = await fetch(`${sandbox.url}/auth/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ token: again.access_token }),
      headers: { authorization: `Bearer ${again.access_token}` },
    });
    const { need_patient_banner: _, tenant: __, ...launched } = context;
    expect(await shown.json()).toMatchObject({
      active: true,
      client_id: 'backcast',
      iss: `${sandbox.url}/fhir`,
      ...launched,
    });
  });

  test('gives an id_token of the user for the openid scope, and none without it', async () => {
    const { id_token } = await (await redeem(await codeFor())).json();
    const keys = createRemoteJWKSet(new URL(`${sandbox.url}/auth/jwks`));
    const issuer = `${sandbox.url}/fhir`;
    const { payload } = await jwtVerify(id_token, keys, { algorithms: ['RS256'], issuer, audience: 'backcast' });
    expect(payload.fhirUser).toBe(`${issuer}/Practitioner/ruiz`);
    expect(await (await redeem(await codeFor({ scope: 'launch patient/*.rs' }))).json()).not.toHaveProperty('id_token');
  });

  test('knows a client by its secret in the header, whatever characters are in it', async () => {
    const { refresh = '' } = sandbox.authorization.grants.issue(
      { clientId: 'secret', scope: 'online_access', family: 's' },
      600,
      true,
    );
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`secret:${secret}`).toString('base64')}`,
    });
    const form = { grant_type: 'refresh_token', refresh_token: refresh };
    expect((await token(form, basic('%E0%A4%A'))).status).toBe(401);
    expect((await token(form, basic(encodeURIComponent('one: two & three')))).status).toBe(200);
  });

  test.each<[string, object, object]>([
    ['no key id', { kid: undefined }, {}],
    ['an unknown key id', { kid: 'k2' }, {}],
    ['another issuer', {}, { iss: 'other' }],
    ['no end', {}, { exp: undefined }],
  ])('refuses an assertion with %s', async (_what, header, claims) => {
    const seconds = Math.floor(now.getTime() / 1000);
    const usual = {
      iss: 'signed',
      sub: 'signed',
      aud: `${sandbox.url}/auth/token`,
      exp: seconds + 60,
      jti: randomUUID(),
    };
    const sign = (head: object, body: object) =>
      new SignJWT({ ...usual, ...body }).setProtectedHeader({ alg: 'ES384', kid: 'k1', ...head }).sign(privateKey);
    const bring = async (assertion: string) => {
      const grant = { clientId: 'signed', scope: 'online_access', family: randomUUID() };
      return token({
        grant_type: 'refresh_token',
        refresh_token: sandbox.authorization.grants.issue(grant, 600, true).refresh ?? '',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      });
    };
    expect((await bring(await sign({}, { jti: randomUUID() }))).status).toBe(200);
    expect((await bring(await sign(header, claims))).status).toBe(401);
  });

  test('refuses an assertion that is signed with the public key as a secret, or not at all', async () => {
    const seconds = Math.floor(now.getTime() / 1000);
    const claims = { iss: 'signed', sub: 'signed', aud: `${sandbox.url}/auth/token`, exp: seconds + 60, jti: 'j' };
    const secret = new TextEncoder().encode(JSON.stringify(publicKey).padEnd(64));
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const assertions = [
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS384', kid: 'k1' }).sign(secret),
      `${encode({ alg: 'none', kid: 'k1' })}.${encode(claims)}.`,
    ];
    for (const client_assertion of assertions) {
      const form = {
        grant_type: 'refresh_token',
        refresh_token: 'any',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      };
      expect(await (await token(form)).json()).toMatchObject({ error: 'invalid_client' });
    }
  });
});

describe('scopes', () => {
  const reading = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    subject: { reference: 'Patient/typical' },
  };
  const create = (access: string) =>
    fetch(`${sandbox.url}/fhir/Observation`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access}` },
      body: JSON.stringify(reading),
    });

  test.each([
    ['patient/Observation.rs', { search: 200, read: 200, create: 403, other: 403 }],
    ['patient/Observation.r', { search: 403, read: 200, create: 403, other: 403 }],
    ['patient/Observation.s', { search: 200, read: 403, create: 403, other: 403 }],
    ['patient/Observation.c', { search: 403, read: 403, create: 201, other: 403 }],
    ['patient/Observation.read', { search: 200, read: 200, create: 403, other: 403 }],
    ['patient/Observation.write', { search: 403, read: 403, create: 201, other: 403 }],
    ['patient/*.read', { search: 200, read: 200, create: 403, other: 200 }],
    ['patient/Observation.sr', { search: 403, read: 403, create: 403, other: 403 }],
    ['Observation.rs openid', { search: 403, read: 403, create: 403, other: 403 }],
  ])('%s allows what its letters say', async (scope, expected) => {
    const access = issue(scope);
    const [observation] = sandbox.store.all('Observation').filter(({ id }) => id?.startsWith('typical-'));
    const read = await get(`/fhir/Observation/${observation.id}`, access);
    expect(read.headers.get('access-control-allow-origin')).toBe('*');
    expect({
      search: (await get('/fhir/Observation', access)).status,
      read: read.status,
      create: (await create(access)).status,
      other: (await get('/fhir/Condition', access)).status,
    }).toEqual(expected);
  });

  test('of a user reach every patient, those of a patient one', async () => {
    expect((await get('/fhir/Patient/low', issue('user/Patient.r'))).status).toBe(200);
    expect((await get('/fhir/Patient/low', issue('patient/Patient.r'))).status).toBe(403);
  });

  test('keep their limits where only reading is granted', async () => {
    sandbox.switches.readOnlyScopes = true;
    const scope = 'launch patient/*.cruds?code=x patient/Observation.cu';
    const other = { client_id: 'other', redirect_uri: otherRedirect };
    const launch = sandbox.authorization.grants.newLaunch('other', { patientId: 'typical' });
    const code = (await authorize(parameters({ scope, launch, ...other }))).get('code') ?? '';
    sandbox.switches.readOnlyScopes = false;
    expect((await (await redeem(code, other)).json()).scope).toBe('launch patient/*.rs?code=x');
  });

  test.each(['code:in=x', 'patient.birthdate=1953-04-18', 'colour=red'])(
    'with a limit that is not understood allow nothing: %s',
    async (limit) => {
      const { total } = await (await get('/fhir/Observation', issue(`patient/Observation.rs?${limit}`))).json();
      expect(total).toBe(0);
    },
  );

  test('are asked for by the PACS too', async () => {
    const ask = async (scope: string) => (await get('/dicom-web/studies', issue(scope))).status;
    expect(await ask('patient/ImagingStudy.rs')).toBe(200);
    expect(await ask('patient/Observation.rs')).toBe(403);
  });
});

test('a token that has expired, and one that was never given, are refused, readably across origins', async () => {
  const access = issue('patient/*.rs');
  expect((await get('/fhir/Patient/typical', access)).status).toBe(200);
  now = new Date(now.getTime() + 601_000);
  for (const one of [access, 'made-up']) {
    const response = await get('/fhir/Patient/typical', one);
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
    expect(response.headers.get('www-authenticate')).toContain('invalid_token');
  }
});
