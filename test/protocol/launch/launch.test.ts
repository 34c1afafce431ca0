import { openCaseStore } from '@/lib/client/case/caseStore';
import { fhirSession, resumeFhirSession } from '@/lib/client/session/fhirSession';
import { finishLaunch } from '@/lib/client/session/finishLaunch';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import { keepForRelaunch } from '@/lib/client/session/keptCase';
import { startLaunch } from '@/lib/client/session/startLaunch';
import { type LaunchSite, parseLaunchRequest } from '@/lib/smart/launchRequest';
import { type FakeFrame, fakeSessionStorage, frameOf, ownTab } from '@/test/support/fakeFrame';
import { answerAsWeb, startServer } from '@/test/support/httpServer';
import { type Sandbox, startSandbox } from '../../../sandbox/main';
import { sandboxRegistry } from '../../../sandbox/siteRegistry';

const appUrl = 'http://127.0.0.1:1';
let sandbox: Sandbox;
let site: LaunchSite;

beforeAll(async () => {
  sandbox = await startSandbox({ appUrl });
  const [{ smart }] = (sandboxRegistry(sandbox.url, appUrl) as { sites: [{ smart: LaunchSite }] }).sites;
  site = { ...smart, id: 'northfield', signInOrigins: [sandbox.url], messagingOrigins: [] };
});
afterAll(() => sandbox.close());

interface Circumstances {
  readonly site?: LaunchSite;
  readonly now?: Date;
  readonly fetchUrl?: typeof fetch;
  /** What happens to the address on its way to the EHR, and on its way back. */
  readonly toEhr?: (address: URL) => void;
  readonly back?: (address: URL) => void;
  readonly launch?: string | null;
}

/** Goes to the EHR's authorization page and comes back, as the browser would. */
async function signIn(frame: FakeFrame, patientId: string, circumstances: Circumstances = {}) {
  const of = circumstances.site ?? site;
  const launch =
    circumstances.launch === undefined
      ? sandbox.authorization.grants.newLaunch('backcast', { patientId })
      : circumstances.launch;
  const storage = new FrameStorage(frame);
  const started = await startLaunch({ site: of, ...(launch && { launch }) }, storage, appUrl);
  if (!started.ok) return started;
  const there = new URL(started.value);
  circumstances.toEhr?.(there);
  const answer = await fetch(there, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? `${appUrl}/launch/callback`);
  circumstances.back?.(back);
  return finishLaunch(
    back,
    [of],
    new FrameStorage(frame),
    circumstances.fetchUrl ?? fetch,
    circumstances.now ?? new Date(),
  );
}

/** The sandbox behind an address of its own, where the answers to discovery and to the token request can be other ones. */
async function ehrInFront(answerToken: (form: URLSearchParams) => Promise<Response>, discovery: object = {}) {
  const server = await startServer((incoming, outgoing) => {
    void answerAsWeb(incoming, outgoing, async (request) => {
      if (request.method === 'POST') return answerToken(new URLSearchParams(await request.text()));
      const found = await fetch(`${site.issuer}/.well-known/smart-configuration`);
      return Response.json({ ...(await found.json()), token_endpoint: `${server.url}/token`, ...discovery });
    });
  });
  const front: LaunchSite = { ...site, issuer: `${server.url}/fhir`, idTokenIssuer: site.issuer };
  const circumstances: Circumstances = {
    site: front,
    toEhr: (address) => address.searchParams.set('aud', site.issuer),
  };
  return { circumstances, close: () => server.close() };
}

const inFrame = () => frameOf(fakeSessionStorage());
const told = (result: Awaited<ReturnType<typeof signIn>>) =>
  result.ok
    ? 'signed in'
    : { code: result.problem.code, says: Boolean(result.problem.message && result.problem.remedy) };

describe('a launch', () => {
  test('from the chart ends with the patient, the verified user and the granted scope', async () => {
    const result = await signIn(inFrame(), 'typical');
    expect(result).toMatchObject({
      ok: true,
      value: {
        session: {
          patientId: 'typical',
          user: { reference: expect.stringMatching(/^Practitioner\//), name: 'Dr Elena Ruiz' },
          scope: expect.stringContaining('patient/*.rs'),
        },
      },
    });
  });

  test('without a chart lets the EHR ask for the patient (stand-alone launch), and asks for launch/patient, not launch', async () => {
    const asked: string[] = [];
    const result = await signIn(ownTab(fakeSessionStorage()), 'low', {
      launch: null,
      toEhr: (address) => {
        asked.push(...(address.searchParams.get('scope') ?? '').split(' '));
        expect(address.searchParams.has('launch')).toBe(false);
        // The link that the EHR's list of patients has for this one.
        address.searchParams.set('patient', 'low');
      },
    });
    expect(asked).toContain('launch/patient');
    expect(asked).not.toContain('launch');
    // No page of the EHR is around it: drafts go through FHIR.
    expect(asked.filter((scope) => scope.startsWith('messaging/'))).toEqual([]);
    expect(result).toMatchObject({ ok: true, value: { session: { patientId: 'low' } } });
  });

  test('takes PKCE with S256, a state and a nonce of 24 random bytes, and never the same twice', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 2; i += 1)
      await signIn(inFrame(), 'typical', {
        toEhr: ({ searchParams }) => {
          expect(searchParams.get('code_challenge_method')).toBe('S256');
          for (const name of ['state', 'nonce', 'code_challenge']) {
            expect(searchParams.get(name)?.length).toBeGreaterThanOrEqual(32);
            seen.add(searchParams.get(name) ?? '');
          }
        },
      });
    expect(seen.size).toBe(6);
  });

  test('redeems a code with any characters that the EHR may put into one', async () => {
    const code = 'a+b/c==&grant_type=x%20 #ü';
    let redeemed: string | null = null;
    const front = await ehrInFront(async (form) => {
      redeemed = form.get('code');
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    });
    await signIn(inFrame(), 'typical', { ...front.circumstances, back: (from) => from.searchParams.set('code', code) });
    await front.close();
    expect(redeemed).toBe(code);
  });

  test('does without what the EHR sends beside the sign-in and Backcast does not understand', async () => {
    const odd = {
      smart_style_url: '/style.json',
      appContext: { order: 'o1' },
      need_patient_banner: 'true',
      intent: null,
      fhirContext: 'none',
      smart_web_messaging_origin: '',
    };
    const front = await ehrInFront(async (form) => {
      const answer = await fetch(`${sandbox.url}/auth/token`, { method: 'POST', body: form });
      return Response.json({ ...(await answer.json()), ...odd });
    });
    const result = await signIn(inFrame(), 'typical', front.circumstances);
    await front.close();
    expect(result).toMatchObject({ ok: true, value: { session: { patientId: 'typical', needPatientBanner: true } } });
  });

  const elsewhere = 'https://keys.ehr.test';
  const keysElsewhere: typeof fetch = async (input, init) => {
    const url = String(input);
    if (url === `${elsewhere}/jwks`) return fetch(`${sandbox.url}/auth/jwks`, init);
    const answer = await fetch(url, init);
    if (!url.endsWith('smart-configuration')) return answer;
    return Response.json({ ...(await answer.json()), jwks_uri: `${elsewhere}/jwks` });
  };

  test('verifies the sign-in with keys at another origin, if the site registry lists that origin', async () => {
    const listed = { ...site, signInOrigins: [...site.signInOrigins, elsewhere] };
    expect(told(await signIn(inFrame(), 'typical', { site: listed, fetchUrl: keysElsewhere }))).toBe('signed in');
    expect(told(await signIn(inFrame(), 'typical', { fetchUrl: keysElsewhere }))).toMatchObject({
      code: 'id-token-invalid',
    });
  });

  test('holds the id_token to the issuer that the site registry lists', async () => {
    const right = { ...site, idTokenIssuer: `${sandbox.url}/fhir` };
    expect(told(await signIn(inFrame(), 'typical', { site: right }))).toBe('signed in');
    const other = { ...site, idTokenIssuer: 'https://login.ehr.test' };
    expect(told(await signIn(inFrame(), 'typical', { site: other }))).toMatchObject({ code: 'id-token-invalid' });
  });
});

describe('a launch that fails is told with what to do', () => {
  test.each<[string, Circumstances, string]>([
    [
      'no patient in context',
      { launch: null, toEhr: (to) => to.searchParams.set('scope', 'openid fhirUser patient/*.rs') },
      'no-patient',
    ],
    [
      'a scope that was not granted',
      { toEhr: (to) => to.searchParams.set('scope', 'openid fhirUser launch patient/Patient.rs') },
      'missing-scope',
    ],
    ['a clock that is a day ahead', { now: new Date(Date.now() + 86_400_000) }, 'clock-skew'],
    ['a launch that was used before', { launch: 'used-before' }, 'authorization-failed'],
    [
      "a code that is not the EHR's",
      { back: (from) => from.searchParams.set('code', 'forged') },
      'authorization-failed',
    ],
    ['a nonce of another sign-in', { toEhr: (to) => to.searchParams.set('nonce', 'n'.repeat(32)) }, 'id-token-invalid'],
    ['no state', { back: (from) => from.searchParams.delete('state') }, 'launch-lost'],
    ['a state of another frame', { back: (from) => from.searchParams.set('state', 's'.repeat(32)) }, 'launch-lost'],
    ['an EHR that stops answering', { fetchUrl: () => Promise.reject(new TypeError('fetch failed')) }, 'network'],
  ])('%s', async (_name, circumstances, code) => {
    expect(told(await signIn(inFrame(), 'typical', circumstances))).toEqual({ code, says: true });
  });

  test('refused consent', async () => {
    sandbox.switches.refuseConsent = true;
    const result = await signIn(inFrame(), 'typical');
    sandbox.switches.refuseConsent = false;
    expect(told(result)).toEqual({ code: 'consent-refused', says: true });
  });

  test('an EHR whose sign-in does not offer PKCE with S256', async () => {
    const front = await ehrInFront(() => Promise.reject(), { code_challenge_methods_supported: ['plain'] });
    const result = await signIn(inFrame(), 'typical', front.circumstances);
    await front.close();
    expect(told(result)).toEqual({ code: 'sign-in-unsafe', says: true });
  });

  test('an EHR that takes the token request and never answers it', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const front = await ehrInFront(() => {
      jest.advanceTimersByTime(60_000);
      return new Promise(() => {});
    });
    const result = await signIn(inFrame(), 'typical', front.circumstances);
    jest.useRealTimers();
    await front.close();
    expect(told(result)).toEqual({ code: 'network', says: true });
  });

  test('an EHR that cannot be reached at all', async () => {
    const gone = { ...site, issuer: 'http://127.0.0.1:9/fhir' };
    expect(told(await signIn(inFrame(), 'typical', { site: gone }))).toEqual({ code: 'network', says: true });
  });

  test.each([
    ['an issuer that is not listed', 'iss=https://evil.test/fhir&launch=x', 'unknown-issuer'],
    [
      'parameters that would override the authorization',
      'fhirServiceUrl=https://evil.test&patientId=p2',
      'launch-parameters',
    ],
    ['a parameter given twice', 'iss=a&iss=b', 'launch-parameters'],
  ])('%s', (_name, query, code) => {
    const result = parseLaunchRequest(new URLSearchParams(query), [site]);
    expect(result).toMatchObject({
      ok: false,
      problem: { code, message: expect.any(String), remedy: expect.any(String) },
    });
  });
});

describe('what was entered, when the sign-in cannot be extended (E12)', () => {
  const edit = {
    input: 'bmi',
    value: 27.5,
    reason: 'weighed today',
    by: 'Dr Ruiz',
    at: '2026-03-05T10:00:00Z',
  } as const;

  /** Signs in, corrects a value at the imaging step, and loses the sign-in unless told otherwise. */
  async function workIn(frame: FakeFrame, patientId: string, ends = true): Promise<string> {
    const result = await signIn(frame, patientId);
    if (!result.ok) throw new Error(result.problem.message);
    const { launchId } = result.value.session;
    const store = await openCaseStore(launchId, new FrameStorage(frame));
    store.update({ edits: [edit], step: 'imaging' });
    if (ends) await keepForRelaunch(new FrameStorage(frame), launchId);
    return launchId;
  }

  async function caseAfter(frame: FakeFrame, patientId: string) {
    const result = await signIn(frame, patientId);
    if (!result.ok) throw new Error(result.problem.message);
    const store = await openCaseStore(result.value.session.launchId, new FrameStorage(frame));
    return { resumeAt: result.value.resumeAt, edits: store.get().edits };
  }

  test('is there again after a launch of the same patient by the same user, at the same step', async () => {
    const frame = inFrame();
    const before = await workIn(frame, 'typical');
    expect(await caseAfter(frame, 'typical')).toEqual({ resumeAt: 'imaging', edits: [edit] });
    expect(JSON.stringify(frame.sessionStorage)).not.toContain(before);
  });

  test('is there again in the new frame that the EHR made in the same tab', async () => {
    const tab = fakeSessionStorage();
    await workIn(frameOf(tab), 'typical');
    expect(await caseAfter(frameOf(tab), 'typical')).toEqual({ resumeAt: 'imaging', edits: [edit] });
  });

  test('is there again when nobody was looking as the token expired', async () => {
    const frame = inFrame();
    const launchId = await workIn(frame, 'typical', false);
    const tokens = JSON.parse(frame.sessionStorage.getItem(launchId) ?? '{}');
    frame.sessionStorage.setItem(launchId, JSON.stringify({ ...tokens, expiresAt: 1 }));
    expect(await caseAfter(frame, 'typical')).toEqual({ resumeAt: 'imaging', edits: [edit] });
  });

  test('is not shown for another patient, and is gone from the frame', async () => {
    const frame = inFrame();
    const before = await workIn(frame, 'typical');
    expect(await caseAfter(frame, 'low')).toEqual({ edits: [] });
    expect(JSON.stringify(frame.sessionStorage)).not.toContain(before);
    expect(await caseAfter(frame, 'typical')).toEqual({ edits: [] });
  });

  test('is not shown to another user, and is gone from the tab', async () => {
    const tab = fakeSessionStorage();
    const before = await workIn(frameOf(tab), 'typical');
    const key = `backcast.session.${before}`;
    const session = JSON.parse(tab.getItem(key) ?? '{}');
    tab.setItem(
      key,
      JSON.stringify({ ...session, user: { reference: 'Practitioner/someone-else', name: 'Someone else' } }),
    );
    expect(await caseAfter(frameOf(tab), 'typical')).toEqual({ edits: [] });
    expect(JSON.stringify(tab)).not.toContain(before);
  });

  test('is cleared by a new launch while the sign-in still holds (E9)', async () => {
    const frame = inFrame();
    const before = await workIn(frame, 'typical', false);
    expect(await caseAfter(frame, 'typical')).toEqual({ edits: [] });
    expect(JSON.stringify(frame.sessionStorage)).not.toContain(before);
  });

  test('is cleared too in a tab that lost its name on the way to the EHR and back', async () => {
    const tab = ownTab(fakeSessionStorage());
    const before = await workIn(tab, 'typical', false);
    tab.name = '';
    expect(await caseAfter(tab, 'low')).toEqual({ edits: [] });
    expect(JSON.stringify(tab.sessionStorage)).not.toContain(before);
  });

  test('leaves no token behind', async () => {
    const frame = inFrame();
    const launchId = await workIn(frame, 'typical');
    expect(frame.sessionStorage.getItem(launchId)).toBeNull();
    expect(JSON.stringify(frame.sessionStorage)).not.toMatch(/access_token|refresh_token/);
  });
});

describe('a token that ends', () => {
  test('is refreshed by the public client, which names itself, and the request is repeated', async () => {
    const frame = inFrame();
    const result = await signIn(frame, 'typical');
    expect(result.ok).toBe(true);
    const fhir = await resumeFhirSession(new FrameStorage(frame), appUrl);
    const first = await fhir?.accessToken();
    expect(await fhir?.extend()).toBe(true);
    const second = await fhir?.accessToken();
    expect(second).not.toBe(first);
    expect(await fhir?.exchange('Patient/typical')).toMatchObject({ status: 200 });
  });

  test('and whose refresh is refused leaves the case for a new launch, and says so by its 401', async () => {
    const frame = inFrame();
    const result = await signIn(frame, 'typical');
    if (!result.ok) throw new Error(result.problem.message);
    const { launchId } = result.value.session;
    const fhir = await resumeFhirSession(new FrameStorage(frame), appUrl);
    const token = (await fhir?.accessToken()) ?? '';
    sandbox.authorization.grants.revoke(token, 'backcast');
    expect(await fhir?.exchange('Patient/typical')).toMatchObject({ status: 401 });
    expect(fhir?.tokenLife()).toEqual({ canExtend: false, endsAt: 0 });
    expect(frame.sessionStorage.getItem(`backcast.ended.${launchId}`)).toBe('true');
  });

  test('is not taken for ended where one kind of record answers 401 and the patient can still be read', async () => {
    const statusOf = (url: string) => (url.includes('/MedicationRequest') ? 401 : 200);
    const sent = jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async (url) => new Response('{}', { status: statusOf(String(url)) }));
    const ended = jest.fn();
    const client = { state: { tokenResponse: { access_token: 't' }, expiresAt: Date.now() / 1000 + 600 } };
    const fhir = fhirSession({ issuer: site.issuer, patientId: 'typical' } as never, client as never, ended);
    expect(await fhir.exchange('MedicationRequest?patient=typical')).toMatchObject({ status: 401 });
    sent.mockRestore();
    expect(ended).not.toHaveBeenCalled();
    expect(fhir.tokenLife().endsAt).toBeGreaterThan(Date.now());
  });
});
