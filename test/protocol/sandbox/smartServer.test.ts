import { createHash } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../../sandbox/main';

const verifier = 'v'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const redirectUri = 'http://127.0.0.1:1/launch/callback';
const scope = 'openid fhirUser launch online_access patient/*.rs patient/Observation.cu';
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1' });
});
afterAll(() => sandbox.close());

const launchOf = (patientId: string) => sandbox.authorization.grants.newLaunch('backcast', { patientId });

async function authorize(changes: Readonly<Record<string, string>> = {}): Promise<Response> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'backcast',
    redirect_uri: redirectUri,
    scope,
    state: 'state-1',
    aud: `${sandbox.url}/fhir`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    launch: launchOf('typical'),
    ...changes,
  });
  return fetch(`${sandbox.url}/auth/authorize?${query}`, { redirect: 'manual' });
}

const answerOf = (response: Response) => new URL(response.headers.get('location') ?? '').searchParams;
const codeOf = async (changes = {}) => answerOf(await authorize(changes)).get('code') ?? '';

function token(form: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${sandbox.url}/auth/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'backcast', ...form }),
  });
}

const redeem = (code: string, changes = {}) =>
  token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...changes });

const fhir = (path: string, access: string, init: RequestInit = {}) =>
  fetch(`${sandbox.url}/fhir/${path}`, { ...init, headers: { authorization: `Bearer ${access}`, ...init.headers } });

async function signIn(changes = {}): Promise<{ access_token: string; refresh_token: string; [name: string]: unknown }> {
  return (await redeem(await codeOf(changes))).json();
}

describe('the SMART server of the sandbox', () => {
  test('gives a code with the state, and for the code a token with patient, scope and no-store', async () => {
    const answer = answerOf(await authorize());
    expect(answer.get('state')).toBe('state-1');
    const response = await redeem(answer.get('code') ?? '');
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('pragma')).toBe('no-cache');
    expect(await response.json()).toMatchObject({ token_type: 'Bearer', patient: 'typical', scope });
  });

  test('refuses a foreign redirect address without going there', async () => {
    const response = await authorize({ redirect_uri: `${redirectUri}/x` });
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  test.each([
    ['another audience', { aud: 'http://127.0.0.1:2/fhir' }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no challenge', { code_challenge: '' }, 'invalid_request'],
    ['an unknown launch', { launch: 'made-up' }, 'invalid_request'],
    ['scopes beyond its registration only', { scope: 'patient/Patient.d system/*.cruds' }, 'invalid_scope'],
  ])('sends an authorization with %s back with an error', async (_, changes, error) => {
    expect(answerOf(await authorize(changes)).get('error')).toBe(error);
  });

  test('opens a launch once', async () => {
    const launch = launchOf('typical');
    expect(await codeOf({ launch })).not.toBe('');
    expect(answerOf(await authorize({ launch })).get('error')).toBe('invalid_request');
  });

  test('a replayed code is refused and ends what the first use gave', async () => {
    const code = await codeOf();
    const { access_token } = await (await redeem(code)).json();
    expect(await (await redeem(code)).json()).toMatchObject({ error: 'invalid_grant' });
    expect((await fhir('Patient/typical', access_token)).status).toBe(401);
  });

  test.each([
    ['a wrong verifier', { code_verifier: 'w'.repeat(64) }],
    ['another redirect address', { redirect_uri: 'http://127.0.0.1:1/other' }],
  ])('a code with %s is refused', async (_, changes) => {
    expect(await (await redeem(await codeOf(), changes)).json()).toMatchObject({ error: 'invalid_grant' });
  });

  test('a refresh token is rotated; the old one ends the sign-in, and none widens the scope', async () => {
    const { refresh_token } = await signIn();
    const again = await (await token({ grant_type: 'refresh_token', refresh_token })).json();
    expect(again.refresh_token).not.toBe(refresh_token);
    expect((await token({ grant_type: 'refresh_token', refresh_token })).status).toBe(400);
    expect((await fhir('Patient/typical', again.access_token)).status).toBe(401);
    const other = await signIn();
    const wider = { grant_type: 'refresh_token', refresh_token: other.refresh_token, scope: 'patient/*.cruds' };
    expect(await (await token(wider)).json()).toMatchObject({ error: 'invalid_scope' });
  });
});

describe('the FHIR endpoint behind it', () => {
  test('refuses a missing token with 401 that a page of another origin may read', async () => {
    const response = await fetch(`${sandbox.url}/fhir/Patient/typical`);
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('keeps a token to its patient in reads, searches and batch entries', async () => {
    const { access_token } = await signIn();
    expect((await fhir('Patient/low', access_token)).status).toBe(403);
    expect(await (await fhir('Observation?patient=low', access_token)).json()).toMatchObject({ total: 0 });
    const entry = ['Patient/typical', 'Patient/low'].map((url) => ({ request: { method: 'GET', url } }));
    const batch = { resourceType: 'Bundle', type: 'batch', entry };
    const answer = await (await fhir('', access_token, { method: 'POST', body: JSON.stringify(batch) })).json();
    expect(answer.entry.map((one: { response: { status: string } }) => one.response.status)).toEqual(['200', '403']);
  });

  test('a transaction with one forbidden entry leaves nothing behind', async () => {
    const { access_token } = await signIn();
    const before = sandbox.store.all('Observation').length;
    const observation = (patient: string) => ({
      request: { method: 'POST', url: 'Observation' },
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'A reading' },
        subject: { reference: `Patient/${patient}` },
      },
    });
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [observation('typical'), observation('low')] };
    expect((await fhir('', access_token, { method: 'POST', body: JSON.stringify(bundle) })).status).toBe(403);
    expect(sandbox.store.all('Observation')).toHaveLength(before);
  });

  test('limits a scope by its query', async () => {
    const { access_token } = await signIn({ scope: 'launch patient/Observation.rs?code=http://loinc.org|38267-1' });
    const { entry } = await (await fhir('Observation?patient=typical', access_token)).json();
    expect(entry.length).toBeGreaterThan(0);
    for (const { resource } of entry) expect(resource.code.coding[0].code).toBe('38267-1');
  });

  test('a Provenance of another patient stays unseen', async () => {
    const saved = sandbox.store.save(
      {
        resourceType: 'Provenance',
        target: [{ reference: 'Patient/low' }],
        recorded: '2026-11-23T10:00:00Z',
        agent: [{ who: { reference: 'Practitioner/ruiz' } }],
      },
      'provenance-of-low',
    );
    const { access_token } = await signIn();
    expect((await fhir(`Provenance/${saved.id}`, access_token)).status).toBe(403);
  });
});
