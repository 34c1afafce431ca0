import { type Sandbox, startSandbox } from '../../../sandbox/main';
import { defaultSwitches } from '../../../sandbox/switches';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1' });
});
afterAll(() => sandbox.close());
afterEach(() => Object.assign(sandbox.switches, defaultSwitches));

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const redirectUri = 'http://127.0.0.1:1/launch/callback';
const identifier = [{ system: 'urn:example', value: 'dropped' }];
const reading = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'A reading' },
  subject: { reference: 'Patient/typical' },
  identifier,
};
const token = () => {
  const grant = { clientId: 'backcast', scope: 'patient/*.cruds', context: { patientId: 'typical' }, family: 'f' };
  return sandbox.authorization.grants.issue(grant, 600, false).access;
};
const fhir = (path: string, init: RequestInit = {}) =>
  fetch(`${sandbox.url}/fhir/${path}`, { ...init, headers: { authorization: `Bearer ${token()}`, ...init.headers } });

async function authorize(): Promise<URLSearchParams> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'backcast',
    redirect_uri: redirectUri,
    scope: 'launch patient/*.rs patient/RiskAssessment.cu',
    state: 's',
    aud: `${sandbox.url}/fhir`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    launch: sandbox.authorization.grants.newLaunch('backcast', { patientId: 'typical' }),
  });
  const answer = await fetch(`${sandbox.url}/auth/authorize?${query}`, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '').searchParams;
}

async function signIn() {
  const form = {
    grant_type: 'authorization_code',
    client_id: 'backcast',
    redirect_uri: redirectUri,
    code_verifier: verifier,
  };
  const body = new URLSearchParams({ ...form, code: (await authorize()).get('code') ?? '' });
  return (await fetch(`${sandbox.url}/auth/token`, { method: 'POST', body })).json();
}

describe('a switch of the sandbox', () => {
  test.each([401, 403, 404, 500, 503] as const)(
    'answers with %d, an OperationOutcome and CORS headers',
    async (status) => {
      sandbox.switches.failWith = status;
      const response = await fhir('Patient/typical');
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([status, '*']);
      expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
      expect(response.headers.has('retry-after')).toBe(status === 503);
    },
  );

  test('drops the answer of the next write, which is done: once, and not that of a read or of a refused write', async () => {
    sandbox.switches.dropAfterCommit = true;
    expect((await fhir('Patient/typical')).status).toBe(200);
    expect((await fhir('Observation', { method: 'POST', body: '{}' })).status).toBeGreaterThanOrEqual(400);
    const write = () =>
      fhir('Observation', {
        method: 'POST',
        body: JSON.stringify(reading),
        headers: { 'if-none-exist': 'identifier=urn:example|dropped' },
      });
    await expect(write()).rejects.toThrow();
    expect((await write()).status).toBe(200);
    expect((await (await fhir('Observation?identifier=urn:example|dropped')).json()).total).toBe(1);
  });

  test('takes RiskAssessment away: from the CapabilityStatement, reads, writes, Bundles and what is included', async () => {
    const estimate = { resourceType: 'RiskAssessment', status: 'final', subject: { reference: 'Patient/typical' } };
    const entry = [{ request: { method: 'POST', url: 'RiskAssessment' }, resource: estimate }];
    const bundle = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
    const names = async () => {
      const statement = await (await fetch(`${sandbox.url}/fhir/metadata`)).json();
      return statement.rest[0].resource.map(({ type }: { type: string }) => type);
    };
    const created = await fhir('', { method: 'POST', body: bundle });
    expect([created.status, (await names()).includes('RiskAssessment')]).toEqual([200, true]);
    const revinclude = 'Patient?_id=typical&_revinclude=RiskAssessment:subject';
    expect((await (await fhir(revinclude)).json()).entry).toHaveLength(2);
    sandbox.switches.noRiskAssessment = true;
    expect(await names()).not.toContain('RiskAssessment');
    expect((await fhir('RiskAssessment?patient=typical')).status).toBe(404);
    expect((await fhir('', { method: 'POST', body: bundle })).status).toBe(404);
    expect((await (await fhir(revinclude)).json()).entry).toHaveLength(1);
  });

  test('lets tokens end after 30 seconds, and grants reading only', async () => {
    expect(await signIn()).toMatchObject({ expires_in: 3600, scope: 'launch patient/*.rs patient/RiskAssessment.cu' });
    sandbox.switches.tokensExpireIn30s = true;
    sandbox.switches.readOnlyScopes = true;
    expect(await signIn()).toMatchObject({ expires_in: 30, scope: 'launch patient/*.rs' });
  });

  test('refuses consent, and turns the banner and the style', async () => {
    sandbox.switches.patientBanner = false;
    const light = (await signIn()).smart_style_url;
    sandbox.switches.darkStyle = true;
    const { smart_style_url: dark, need_patient_banner } = await signIn();
    expect(need_patient_banner).toBe(false);
    expect(await (await fetch(dark)).json()).not.toEqual(await (await fetch(light)).json());
    sandbox.switches.refuseConsent = true;
    expect((await authorize()).get('error')).toBe('access_denied');
  });
});

test('the audit tells what an app read and wrote, refusals too, and no value of a query', async () => {
  await fhir('Observation?patient=typical&code=secret-code');
  await fhir('Patient/low');
  const page = await (await fetch(`${sandbox.url}/audit`)).text();
  expect(page).toContain('<td>GET</td><td>Observation?patient&amp;code</td><td>200</td><td>backcast</td>');
  expect(page).toContain('<td>GET</td><td>Patient/low</td><td>403</td><td>backcast</td>');
  expect(page).not.toContain('secret-code');
});

test('the audit tells the entries of a Bundle one by one', async () => {
  const entry = [
    { request: { method: 'POST', url: 'Observation' }, resource: reading },
    { request: { method: 'GET', url: 'Observation?code=secret-code' } },
    { request: { method: 'GET', url: 'Patient/low' } },
  ];
  const body = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
  const answer = await (await fhir('', { method: 'POST', body })).json();
  const page = await (await fetch(`${sandbox.url}/audit`)).text();
  const written = `Observation/${answer.entry[0].resource.id}`;
  expect(page).toContain(`<td>POST</td><td>${written} (in a Bundle)</td><td>201</td><td>backcast</td>`);
  expect(page).toContain('<td>GET</td><td>Observation (in a Bundle)?code</td><td>200</td><td>backcast</td>');
  expect(page).toContain('<td>GET</td><td>Patient/low (in a Bundle)</td><td>403</td><td>backcast</td>');
  expect(page).not.toContain('secret-code');
});
